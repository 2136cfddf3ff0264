package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.flows.report.EndedRow;
import io.github.camelenkash.flows.report.FilePage;
import io.github.camelenkash.flows.report.FilePage.Figure;
import io.github.camelenkash.flows.report.ReportPage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts {@code NAME.report.html} beside a result file. It is for people to read and print; who must know relies on the result
 * file, so a page that cannot be written is logged and holds nothing up.
 */
final class PageFile {

    private static final Logger LOG = LoggerFactory.getLogger(PageFile.class);

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,2})?");

    private PageFile() {}

    /**
     * A row as the page may show it: without the person, and its texts as a log would have them. The reference stays, because
     * it is how the row is found again.
     */
    static EndedRow row(RewardRow row, RowEnd end, BigDecimal points, boolean likelyDuplicate) {
        return new EndedRow(
                row.line(),
                shown(end.columns()),
                shown(row.reference()),
                end.outcome(),
                points,
                shown(end.reason()),
                // Our own words, which hold nobody; an address in them is an example.
                end.whatToDo() == null ? "" : end.whatToDo(),
                likelyDuplicate);
    }

    /** Null and blank are the same on paper. */
    static String shown(String text) {
        return text == null ? "" : Masking.reference(text);
    }

    /** What a row asks for, whether it can be paid or not; zero where that is no amount. */
    static BigDecimal points(RewardRow row) {
        var text = row.text(RewardColumns.AMOUNT);
        return AMOUNT.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    /**
     * Writes it.
     *
     * @param place where nothing lies yet
     * @param dropped the file that it is of: who may not read that may not read this
     * @return the place, or null where it could not be written
     */
    static Path write(Path place, Path dropped, FilePage page) {
        if (!ReportPage.isPossible()) {
            LOG.info("{} gets no page: FreeMarker is not on the class path", page.name());
            return null;
        }
        var partial = place.resolveSibling(place.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            Files.createFile(partial, ResultFile.permissions(dropped));
            try (var out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
                ReportPage.write(page, out);
            }
            return Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("The page of {} could not be written; its results are complete: {}", page.name(), e.toString());
            discard(partial);
            return null;
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            LOG.error("{} is left over: {}", partial, e.toString());
        }
    }

    /** What is worth telling of what was known before; nothing where the file did not come so far. */
    static List<Figure> figures(PreFlightReport known, RewardSettings settings) {
        if (known == null) {
            return List.of();
        }
        var figures = new ArrayList<Figure>();
        figures.add(count("Rows", known.rows()));
        figures.add(count("Rows to pay", known.rowsToPay()));
        figures.add(count("Rows paid before", known.rowsAlreadyPaid()));
        figures.add(count("Rows that cannot be paid as they are", known.rowsRefused()));
        figures.add(count("References that stand in it twice", known.duplicates()));
        figures.add(points("Points in all", known.points()));
        figures.add(points("Points to pay", known.pointsToPay()));
        figures.add(points("Balance", known.balanceBefore()));
        figures.add(points("Balance when all of it is paid", known.balanceAfter()));
        if (settings.history() != null) {
            figures.add(count("Likely duplicates", known.likelyDuplicates()));
        }
        if (known.peopleGoingAbove() != null) {
            figures.add(count(
                    "People going above " + settings.perquisiteThreshold().toPlainString() + " points in "
                            + known.financialYear(),
                    known.peopleGoingAbove()));
        }
        if (settings.unknownPeople() != RewardSettings.Suspicion.ignore) {
            figures.add(count("Rows for people without a card", known.unknownPeople()));
        }
        return figures;
    }

    private static Figure count(String label, long rows) {
        return new Figure(label, Long.toString(rows));
    }

    private static Figure points(String label, BigDecimal points) {
        return new Figure(label, points == null ? "not known" : Amounts.shown(points));
    }
}
