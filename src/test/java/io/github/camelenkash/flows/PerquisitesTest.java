package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.testing.LedgerStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who was paid how much in an Indian financial year: each award once, across restarts, and years apart. */
class PerquisitesTest {

    /** The last moment of a financial year in India, which is still the afternoon of 31 March in Greenwich. */
    private static final Instant LAST_MOMENT = Instant.parse("2027-03-31T18:29:59Z");

    private static final Instant NEXT_MOMENT = LAST_MOMENT.plusSeconds(1);

    private static final FinancialYear YEAR = new FinancialYear(2026);
    private static final String HEADER = "title,firstName,gender,email,mobile,loadAmount,reference\n";

    @TempDir
    private Path folder;

    private Instant now = LAST_MOMENT;
    private Instant sentAt = LAST_MOMENT;
    private boolean refusedBefore;

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T18:29:59Z, 2025-26",
        "2026-03-31T18:30:00Z, 2026-27",
        "2026-04-01T00:00:00Z, 2026-27",
        "2026-12-31T23:59:59Z, 2026-27",
        "2027-01-01T00:00:00Z, 2026-27",
        "2027-03-31T18:29:59Z, 2026-27",
        "2027-03-31T18:30:00Z, 2027-28",
        "2099-05-01T00:00:00Z, 2099-00"
    })
    void theFinancialYearBeginsOnTheFirstOfAprilInIndia(Instant moment, String year) {
        assertThat(FinancialYear.of(moment)).hasToString(year);
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void anAwardCountsOnceForItsPersonAndItsYearAndSurvivesARestart(LedgerStore store) throws Exception {
        var url = url(store);
        try (var history = new HashedHistory(url)) {
            var tally = new PerquisiteTally(history);
            tally.add(YEAR, "mobile:9000000101", "HR-1", new BigDecimal("4999.99"));
            tally.add(YEAR, "mobile:9000000101", "HR-1", new BigDecimal("4999.99"));
            tally.add(YEAR, "mobile:9000000102", "HR-2", new BigDecimal("7"));
            tally.add(YEAR.previous(), "mobile:9000000101", "HR-3", new BigDecimal("1"));
        }
        try (var history = new HashedHistory(url)) {
            var tally = new PerquisiteTally(history);
            tally.add(YEAR, "mobile:9000000101", "HR-4", new BigDecimal("0.02"));

            assertThat(tally.points(YEAR, "mobile:9000000101")).isEqualByComparingTo("5000.01");
            assertThat(tally.points(YEAR, "mobile:9000000102")).isEqualByComparingTo("7");
            assertThat(tally.points(YEAR, "mobile:9000000103")).isEqualByComparingTo("0");
            assertThat(tally.points(YEAR.previous(), "mobile:9000000101")).isEqualByComparingTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void yearsAreForgotten(LedgerStore store) throws Exception {
        try (var history = new HashedHistory(url(store))) {
            var tally = new PerquisiteTally(history);
            tally.add(YEAR, "card:EKC1", "HR-1", BigDecimal.TEN);
            tally.add(YEAR.previous(), "card:EKC1", "HR-0", BigDecimal.ONE);
            tally.forgetBefore(YEAR);

            assertThat(tally.points(YEAR, "card:EKC1")).isEqualByComparingTo("10");
            assertThat(tally.points(YEAR.previous(), "card:EKC1")).isEqualByComparingTo("0");
        }
    }

    private String url(LedgerStore store) {
        var database = store.create(folder);
        return database.username() == null
                ? database.url()
                : database.url() + "&user=" + database.username() + "&password=" + database.password();
    }

    @Test
    void preFlightAndReportNameHowManyPeopleGoAboveTheThreshold() throws Exception {
        // Asha crosses it with two rows, Ravi stays on it, Meera crosses it with the next file.
        var report = pay(row("asha", "1", "3000", "A-1")
                + row("asha", "1", "2000.01", "A-2")
                + row("ravi", "2", "5000", "R-1")
                + row("meera", "3", "4000", "M-1"));
        assertThat(report.preFlight().financialYear()).isEqualTo("2026-27");
        assertThat(report.preFlight().peopleGoingAbove()).isEqualTo(1);
        assertThat(report.peopleGoneAbove()).isEqualTo(1);

        var next = pay(row("asha", "1", "1", "A-3") + row("meera", "3", "1000.01", "M-2"));
        assertThat(next.preFlight().peopleGoingAbove())
                .as("Asha is above it already")
                .isEqualTo(1);
        assertThat(next.peopleGoneAbove()).isEqualTo(1);
        assertThat(Files.readString(next.page()))
                .contains(
                        "<dt>People going above 5000 points in 2026-27</dt><dd>1</dd>",
                        "<dt>People above 5000 points in the financial year since this file</dt><dd>1</dd>");
    }

    @Test
    void whatWasPaidBeforeAddsNothing() throws Exception {
        pay(row("asha", "1", "3000", "A-1"));
        var again = pay(row("asha", "1", "3000", "A-1"), Outcome.ALREADY_PAID);
        assertThat(again.preFlight().peopleGoingAbove()).isZero();
        assertThat(again.peopleGoneAbove()).isZero();

        // A ledger that has forgotten would have it paid again: the same award, so it counts once.
        assertThat(pay(row("asha", "1", "3000", "A-1")).peopleGoneAbove()).isZero();
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("3000");
    }

    /** Its answer was lost, and `enkash:settle` found it paid when no file was there. */
    @Test
    void whatWasSettledWithoutAFileIsCountedWhenItsFileIsDroppedAgain() throws Exception {
        var report = pay(row("asha", "1", "5000.01", "A-1"), Outcome.ALREADY_PAID);

        assertThat(report.preFlight().peopleGoingAbove()).isZero();
        assertThat(report.peopleGoneAbove()).isEqualTo(1);
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("5000.01");
        assertThat(pay(row("asha", "1", "5000.01", "A-2")).preFlight().likelyDuplicates())
                .isEqualTo(1);
    }

    @Test
    void whatIsAlreadyPaidIsOfTheYearInWhichItWasSent() throws Exception {
        now = NEXT_MOMENT;
        var report = pay(row("asha", "1", "9000", "A-1"), Outcome.ALREADY_PAID);

        assertThat(report.peopleGoneAbove()).isZero();
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("9000");
        assertThat(counted("mobile:9000000001", new FinancialYear(2027))).isEqualByComparingTo("0");

        sentAt = LAST_MOMENT.minus(java.time.Duration.ofDays(400));
        pay(row("ravi", "2", "9000", "R-1"), Outcome.ALREADY_PAID);
        assertThat(counted("mobile:9000000002", new FinancialYear(2027))).isEqualByComparingTo("0");
        assertThat(counted("mobile:9000000002", YEAR)).isEqualByComparingTo("0");
    }

    @Test
    void whatWasRefusedLastYearAndIsPaidNowIsOfThisYear() throws Exception {
        now = NEXT_MOMENT;
        refusedBefore = true;
        pay(row("asha", "1", "9000", "A-1"));

        assertThat(counted("mobile:9000000001", new FinancialYear(2027))).isEqualByComparingTo("9000");
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("0");
    }

    @Test
    void atMidnightInIndiaANewYearBegins() throws Exception {
        pay(row("asha", "1", "5000", "A-1"));
        now = NEXT_MOMENT;
        var report = pay(row("asha", "1", "5000", "A-2"));

        assertThat(report.preFlight().financialYear()).isEqualTo("2027-28");
        assertThat(report.preFlight().peopleGoingAbove()).isZero();
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("5000");
        assertThat(counted("mobile:9000000001", new FinancialYear(2027))).isEqualByComparingTo("5000");

        assertThat(pay(row("asha", "1", "0.01", "A-3")).peopleGoneAbove()).isEqualTo(1);
    }

    @Test
    void theYearBeforeTheLastIsForgottenWithTheNextFile() throws Exception {
        pay(row("asha", "1", "5000", "A-1"));
        now = NEXT_MOMENT;
        pay(row("asha", "1", "1", "A-2"));
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("5000");

        now = NEXT_MOMENT.plus(java.time.Duration.ofDays(366));
        pay(row("asha", "1", "1", "A-3"));
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("0");
    }

    @Test
    void whoIsRefusedForTooMuchInOneFileGoesAboveNothing() throws Exception {
        var report = pay(
                row("asha", "1", "3000", "A-1") + row("asha", "1", "3000", "A-2") + row("ravi", "2", "1", "R-1"),
                Outcome.PAID,
                Map.of("mostPointsPerPerson", "5500"));

        assertThat(report.preFlight().rowsRefused()).isEqualTo(2);
        assertThat(report.preFlight().peopleGoingAbove()).isZero();
    }

    @Test
    void withoutAThresholdNobodyIsNamedAndPaymentsCountAllTheSame() throws Exception {
        var report = pay(row("asha", "1", "9000", "A-1"), Outcome.PAID, Map.of("perquisiteThreshold", ""));

        assertThat(report.preFlight().peopleGoingAbove()).isNull();
        assertThat(report.peopleGoneAbove()).isNull();
        assertThat(Files.readString(report.page())).doesNotContain("financial year");
        assertThat(counted("mobile:9000000001", YEAR)).isEqualByComparingTo("9000");
    }

    @Test
    void nobodyCanBeReadInTheDatabase() throws Exception {
        pay(row("asha", "1", "9000", "AWARD-1"));

        assertThat(Files.readString(folder.resolve("history.mv.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("9000000001", "asha@", "AWARD-1");
    }

    @Test
    void aThresholdNeedsAHistory() {
        assertThatThrownBy(() -> RewardSettings.of("csvDrop", List.of(), Map.of("perquisiteThreshold", "5000")))
                .hasMessage(
                        "The property 'csvDrop.perquisiteThreshold' needs csvDrop.history, where it is counted who was"
                                + " paid what");
    }

    private BigDecimal counted(String person, FinancialYear year) throws Exception {
        try (var history = new HashedHistory(historyUrl())) {
            return new PerquisiteTally(history).points(year, person);
        }
    }

    private String historyUrl() {
        return "jdbc:h2:file:" + folder.resolve("history");
    }

    private static String row(String name, String digit, String points, String reference) {
        return "Ms,%s,F,%s@example.in,900000000%s,%s,%s\n".formatted(name, name, digit, points, reference);
    }

    private FileReport pay(String rows) throws Exception {
        return pay(rows, Outcome.PAID);
    }

    private FileReport pay(String rows, Outcome outcome) throws Exception {
        return pay(rows, outcome, Map.of());
    }

    /** As the route does, with EnKash always of one mind. */
    private FileReport pay(String rows, Outcome outcome, Map<String, String> more) throws Exception {
        var properties = new HashMap<>(Map.of("history", historyUrl(), "perquisiteThreshold", "5000"));
        properties.putAll(more);
        var path = Files.writeString(folder.resolve("pay.csv"), HEADER + rows);
        // A zone in which it is still the day before.
        var clock = Clock.fixed(now, ZoneId.of("America/New_York"));
        var file = new RewardFile(
                path,
                RewardSettings.of("csvDrop", List.of(), properties),
                new Host("sandbox", List::of, () -> false, clock));
        file.check();
        file.begin(null, null);
        for (var preview = file.preview(); preview.hasNext(); ) {
            var state = outcome == Outcome.ALREADY_PAID ? "PAID" : refusedBefore ? "REFUSED" : null;
            file.look(preview.next(), state, state == null ? null : sentAt.toString());
        }
        file.decide();
        for (var paying = file.rows(); paying.hasNext(); ) {
            var row = paying.next();
            try {
                var request = file.request(row);
                file.paid(row, receipt(outcome, row.reference(), new BigDecimal(request.get(RewardColumns.AMOUNT))));
            } catch (io.github.camelenkash.api.InvalidRequestException e) {
                file.failed(row, e);
            }
        }
        Files.move(path, folder.resolve(file.finish(null, null)));
        return file.report();
    }

    private static MovementReceipt receipt(Outcome outcome, String reference, BigDecimal points) {
        return new MovementReceipt(
                reference, outcome, Direction.CR, points, "EKC1", "U1", "T1", null, 0, "ok", false, Map.of());
    }
}
