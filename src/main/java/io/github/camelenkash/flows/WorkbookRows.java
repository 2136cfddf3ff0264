package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * The rows of one sheet of a workbook (.xlsx), streamed. What a workbook keeps once for all its cells, its shared texts, is
 * in memory while it is read: one that would not fit is refused.
 */
final class WorkbookRows implements FileRows {

    private static final String SHARED_TEXTS = "xl/sharedStrings.xml";
    /** Shared texts may take as much of the memory as one in so many parts, measured as they are unpacked. */
    private static final int PART_OF_MEMORY = 6;

    private static final String SAVE_ANEW =
            "Open it in the spreadsheet program and save it as .xlsx or as 'CSV UTF-8 (Comma delimited)'";

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private FileRow next;

    private WorkbookRows(ReadableWorkbook workbook, Stream<Row> stream) {
        this.workbook = workbook;
        this.stream = stream;
        rows = stream.iterator();
    }

    /**
     * Opens a sheet.
     *
     * @param sheet its name, or null for the first one that is not hidden
     */
    static WorkbookRows open(Path file, String sheet) throws IOException, RefusedFileException {
        refuseWhatIsTooLarge(file);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
            return new WorkbookRows(workbook, sheet(workbook, sheet).openStream());
        } catch (RuntimeException | IOException | RefusedFileException e) {
            if (workbook != null) {
                workbook.close();
            }
            throw e instanceof RefusedFileException refused ? refused : damaged();
        }
    }

    private static void refuseWhatIsTooLarge(Path file) throws IOException, RefusedFileException {
        try (var zip = new ZipFile(file.toFile())) {
            var texts = zip.getEntry(SHARED_TEXTS);
            if (texts != null && texts.getSize() > Runtime.getRuntime().maxMemory() / PART_OF_MEMORY) {
                throw new RefusedFileException(
                        1,
                        "The workbook has more texts than fit into the memory of the job",
                        "Save it as 'CSV UTF-8 (Comma delimited)', which may be of any length, or give the job more"
                                + " memory (-Xmx)");
            }
        } catch (java.util.zip.ZipException e) {
            throw damaged();
        }
    }

    private static Sheet sheet(ReadableWorkbook workbook, String name) throws RefusedFileException {
        if (name != null) {
            return workbook.findSheet(name)
                    .orElseThrow(() -> new RefusedFileException(
                            1,
                            "The workbook has no sheet '" + name + "'",
                            "Name it so, or set the property sheet to one of: "
                                    + workbook.getSheets().map(Sheet::getName).collect(Collectors.joining(", "))));
        }
        return workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseThrow(() -> new RefusedFileException(
                        1, "The workbook has no sheet that is not hidden", "Show the sheet that is to be paid"));
    }

    private static RefusedFileException damaged() {
        return new RefusedFileException(1, "The file is no workbook that can be read, or a damaged one", SAVE_ANEW);
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            var row = read(rows.next());
            next = row.hasText() ? row : null;
        }
        return next != null;
    }

    private FileRow read(Row row) {
        var cells = new ArrayList<String>(row.getCellCount());
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(WorkbookCell.text(row.getCell(i), workbook.isDate1904()));
        }
        return new FileRow(row.getRowNum(), cells);
    }

    @Override
    public FileRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }

    /** A workbook says how it is written. */
    @Override
    public boolean guessed() {
        return false;
    }

    @Override
    public RefusedFileException explained(RuntimeException e) {
        return damaged();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
