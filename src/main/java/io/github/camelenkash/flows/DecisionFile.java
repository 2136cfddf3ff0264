package io.github.camelenkash.flows;

import io.github.camelenkash.api.Outcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A list of movements that a person has decided, on its way through the route: its rows, and the answers to them. */
public final class DecisionFile {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionFile.class);
    private static final List<String> REQUIRED = List.of("verdict", "reference");

    private final Path path;
    private final Departure departure;
    private final Map<String, Long> outcomes = new LinkedHashMap<>();
    private FileRows rows;
    private List<String> columns = List.of();
    private ResultFile results;
    private TakenFileException taken;
    private Ending ending = Ending.DONE;

    DecisionFile(Path path) {
        this.path = path;
        departure = new Departure(path);
    }

    /** Begins the result file and reads the file once to its end: what is no list of decisions is refused here. */
    void check() throws IOException, RefusedFileException, TakenFileException {
        departure.arrived();
        var partial = departure.partial();
        try (var all = FileRows.open(path, null, DecisionFile::known)) {
            header(all);
            read(all);
        } catch (RefusedFileException e) {
            begin(partial, List.of());
            throw e;
        }
        rows = FileRows.open(path, null, DecisionFile::known);
        columns = header(rows);
        begin(partial, columns);
    }

    private void begin(Path partial, List<String> headers) throws IOException, TakenFileException {
        try {
            results = ResultFile.create(partial, path, headers, false);
        } catch (FileAlreadyExistsException e) {
            throw new TakenFileException(path.getFileName().toString());
        }
    }

    private static void read(FileRows all) throws IOException, RefusedFileException {
        try {
            while (all.hasNext()) {
                all.next();
            }
        } catch (RuntimeException e) {
            throw all.explained(e);
        }
    }

    private static int known(List<String> cells) {
        return (int) cells.stream()
                .filter(cell -> ParkedReplay.COLUMNS.stream().anyMatch(cell.strip()::equalsIgnoreCase))
                .count();
    }

    private static List<String> header(FileRows rows) throws IOException, RefusedFileException {
        try {
            var cells = rows.hasNext() ? rows.next().cells() : List.<String>of();
            var header = cells.stream().map(String::strip).toList();
            for (var name : REQUIRED) {
                if (header.stream().filter(name::equalsIgnoreCase).count() != 1) {
                    throw new RefusedFileException(
                            1,
                            "The column '" + name + "' is missing, or there twice",
                            "Keep the columns of the list as they are");
                }
            }
            // A result file that is dropped again: its answers are none of its own columns.
            int own = Collections.indexOfSubList(header, ColumnNames.RESULTS);
            return own < 0 ? header : header.subList(0, own);
        } catch (RuntimeException e) {
            throw rows.explained(e);
        }
    }

    /** The rows, one by one. */
    public Iterator<RewardRow> rows() {
        return new Iterator<>() {
            private long number;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public RewardRow next() {
                var row = rows.next();
                departure.checkUnchanged(row.line());
                return decision(row, number++);
            }
        };
    }

    private RewardRow decision(FileRow row, long number) {
        var cells = new HashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
            var name = columns.get(i).toLowerCase(Locale.ROOT);
            cells.put(name, Defused.undo(row.cells().get(i)).strip());
        }
        var original = row.cells().stream().map(Defused::undo).toList();
        return new RewardRow(row.line(), number, original, List.of(), cells, null);
    }

    void end(RewardRow row, RowEnd end) {
        results.write(row, end);
        outcomes.merge(end.outcome(), 1L, Long::sum);
    }

    /** Nothing more of the file is done. */
    void refuse(Exception refusal) {
        if (refusal instanceof TakenFileException other) {
            taken = other;
            return;
        }
        boolean refused = refusal instanceof RefusedFileException;
        ending = refused ? Ending.REFUSED : Ending.STOPPED;
        LOG.warn("{} is {}: {}", path.getFileName(), ending.folder(), RowEnd.described(refusal));
        if (results == null) {
            return;
        }
        var row = RewardRow.at(refusal instanceof RefusedFileException damage ? damage.getLine() : 1);
        var whatToDo = refusal instanceof RefusedFileException damage
                ? damage.getWhatToDo()
                : "Drop the list again: what was decided is not decided twice";
        try {
            end(
                    row,
                    new RowEnd(
                            refused ? Outcome.REFUSED.name() : RowEnd.NOT_SENT,
                            null,
                            null,
                            RowEnd.described(refusal),
                            whatToDo,
                            true));
        } catch (RuntimeException e) {
            LOG.error("The answers to {} are incomplete: {}", path.getFileName(), RowEnd.described(e));
        }
    }

    /** Puts the answers where the file will be; returns that place, relative to the folder it was dropped into. */
    String finish() throws InterruptedFileException {
        departure.close(rows);
        if (taken != null) {
            throw InterruptedFileException.of(taken);
        }
        boolean complete = results != null && departure.close(results) == null;
        var place = departure.land(ending, complete ? results.path() : null);
        return path.getParent().relativize(place).toString();
    }

    void putBackWhatCameLate() {
        departure.putBackWhatCameLate();
    }

    /** The name and the counts. */
    @Override
    public String toString() {
        return path.getFileName() + " is " + ending.folder() + ": " + outcomes;
    }
}
