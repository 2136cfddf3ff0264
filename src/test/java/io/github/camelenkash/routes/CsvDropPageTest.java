package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.flows.report.RowTally;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page beside the results: it is there however a file ends, says what they say, and shows nobody. */
class CsvDropPageTest {

    private static final Pattern OUTCOME_ROW = Pattern.compile("<tr data-outcome=\"(\\w+)\"><td>[^<]*</td>"
            + "<td class=\"number\">(\\d+)</td><td class=\"number\">([\\d.]+)</td>");
    private static final Pattern LISTED = Pattern.compile("<tr><td class=\"number\">(\\d+)</td>");
    private static final String TWO_ROWS = HEADER + row("HR-1", "250") + row("HR-2", "10.50");

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = ENKASH.sandbox();
    }

    @Test
    void aPaidFileHasAPageThatAgreesWithItsResults() throws Exception {
        try (var drops = drops("camel.component.enkash.settleInCall", "200")) {
            drops.drop("first.csv", HEADER + row("HR-1", "250"));
            sandbox.faults().when(call -> isFor(call, "HR-5"), Fault.SERVER_ERROR);
            sandbox.faults().when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
            var report = drops.drop(
                    "pay.csv",
                    HEADER
                            + row("HR-1", "250")
                            + row("HR-2", "10.50")
                            + row("HR-3", "-1")
                            + row("HR-4", "1000.25")
                            + row("HR-5", "7")
                            + row("HR-4", "2"));

            assertThat(report.outcomes())
                    .isEqualTo(Map.of("ALREADY_PAID", 1L, "PAID", 2L, "REFUSED", 2L, "UNKNOWN", 1L));
            assertThat(report.page()).isEqualTo(folder.resolve("done/pay.report.html"));
            var page = page(report);
            assertAgreesWithTheResults(report);
            assertThat(page)
                    .contains("Done: each row has its outcome", sha256(folder.resolve("done/pay.csv")), "sandbox")
                    .contains("<td class=\"number\">6</td><td class=\"number\">1269.75</td>");
            assertThat(section(page, "refused"))
                    .contains("<td>loadAmount</td>", "is not positive: -1", "Give a number of points above zero")
                    .contains("is the same as in line 5");
            assertThat(section(page, "open")).contains("HR-5", "<td>unknown</td>", "Drop the file again later");
            assertThat(section(page, "pre-flight"))
                    .contains("<dt>Rows paid before</dt><dd>1</dd>", "<dt>Points to pay</dt><dd>1017.75</dd>");
        }
    }

    private static boolean isFor(io.github.camelenkash.sandbox.Call call, String reference) {
        return call.operation() == Operation.ALLOCATE && call.reference().equals(reference);
    }

    @Test
    void theBalanceIsReadAgainAtTheEnd() throws Exception {
        try (var drops = drops()) {
            var report = drops.drop("pay.csv", TWO_ROWS);

            assertThat(report.balanceBefore()).isEqualByComparingTo("1000000");
            assertThat(report.balanceAfter()).isEqualByComparingTo("999739.50");
            assertThat(page(report))
                    .contains("<dd id=\"balance-before\">1000000</dd>", "<dd id=\"balance-after\">999739.50</dd>");
        }
    }

    @Test
    void aBalanceThatCannotBeReadAgainHoldsNothingUp() throws Exception {
        try (var drops = drops()) {
            var reads = new java.util.concurrent.atomic.AtomicInteger();
            sandbox.faults()
                    .when(
                            call -> call.operation() == Operation.ACCOUNT && reads.incrementAndGet() > 1,
                            Fault.SERVER_ERROR);
            var report = drops.drop("pay.csv", TWO_ROWS);

            assertThat(report.ending()).isEqualTo(Ending.DONE);
            assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 2L));
            assertThat(report.balanceAfter()).isNull();
            assertThat(page(report)).contains("<dd id=\"balance-after\">not known</dd>");
        }
    }

    @Test
    void aFileThatIsNoneHasAPageThatSaysWhy() throws Exception {
        try (var drops = drops()) {
            var report = drops.drop("bad.csv", "email,bonus,loadAmount,reference\na@example.in,1,5,HR-1\n");

            assertThat(report.outcomes()).isEmpty();
            assertThat(report.page()).isEqualTo(folder.resolve("refused/bad.report.html"));
            assertThat(page(report))
                    .contains("Refused: nothing of it was sent", "Column 2 is unknown: &#39;bonus&#39;")
                    .contains(sha256(folder.resolve("refused/bad.csv")));
            assertAgreesWithTheResults(report);
            assertThat(sandbox.books().logins()).isZero();
        }
    }

    @Test
    void aFileThatMustNotBePaidSaysWhyAndThatTheBalanceIsAsItWas() throws Exception {
        try (var drops = drops("csvDrop.mostPointsPerFile", "10")) {
            var report = drops.drop("pay.csv", TWO_ROWS + row("HR-3", "x"));

            assertThat(report.ending()).isEqualTo(Ending.REFUSED);
            assertThat(page(report)).contains("above the limit of 10", "<dd id=\"balance-after\">1000000</dd>");
            assertAgreesWithTheResults(report);
        }
    }

    @Test
    void aFileThatWaitsHasAPage() throws Exception {
        try (var drops = drops("csvDrop.approvalAbove", "10")) {
            var report = drops.drop("pay.csv", TWO_ROWS);

            assertThat(report.page()).isEqualTo(folder.resolve("waiting/pay.report.html"));
            assertThat(page(report)).contains("Waits for an approval").doesNotContain("id=\"not-sent\"");
            assertAgreesWithTheResults(report);
        }
    }

    @Test
    void aFileThatIsStoppedHasAPage() throws Exception {
        try (var drops = drops("camel.component.enkash.password", "wrong")) {
            var report = drops.drop("pay.csv", TWO_ROWS);

            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(report.page()).isEqualTo(folder.resolve("stopped/pay.report.html"));
            assertThat(page(report)).contains("Stopped: drop the file again").contains("not known");
            assertAgreesWithTheResults(report);
        }
    }

    @Test
    void aDryRunSaysThatItIsOne() throws Exception {
        try (var drops = drops("csvDrop.dryRun", "true")) {
            var report = drops.drop("pay.csv", TWO_ROWS);

            assertThat(page(report)).contains("dry run, no points moved").contains("data-outcome=\"DRY_RUN\"");
            assertAgreesWithTheResults(report);
        }
    }

    @Test
    void whatComesFromOutsideIsShownAndNotObeyed() throws Exception {
        try (var drops = drops("csvDrop.programme", "Diwali <b>&")) {
            var evil = "<script>alert('&')</script>";
            var report = drops.drop(
                    "R&D <script>.csv",
                    "title,firstName,gender,email,mobile,loadAmount,reference,remarks\n"
                            + evil + ",Asha,F,a@example.in,9000000101,5,HR-1," + evil + "\n"
                            + "Ms," + evil + ",F,b@example.in,9000000102,x,HR <b>&amp;2," + evil + "\n");

            assertThat(report.outcomes()).isEqualTo(Map.of("REFUSED", 2L));
            var page = page(report);
            assertThat(page)
                    .doesNotContain("<script", "<b>", "&amp;2")
                    .contains("R&amp;D &lt;script&gt;.csv", "Diwali &lt;b&gt;&amp;", "HR &lt;b&gt;&amp;amp;2")
                    .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;");
        }
    }

    @Test
    void nobodyIsOnThePage() throws Exception {
        try (var drops = drops()) {
            var report = drops.drop(
                    "asha@example.in 9000000101.csv",
                    HEADER
                            + "Ms,Asha,F,asha@example.in,9000000101,5,asha@example.in-2026\n"
                            + "Ms,Asha,F,asha@example.in,9000000101,x,DIWALI-9000000101\n"
                            + "Ms,Asha,F,asha@example.in x,9000000101,1,HR-1\n"
                            + "asha@example.in,Asha,F,ravi@example.in,9000000102,1,HR-2\n");

            assertThat(page(report))
                    .doesNotContain("asha@", "9000000101", ">Asha<", "ravi")
                    .contains("DIWALI-******0101");
        }
    }

    @Test
    void aPageListsSoManyRowsAndSaysHowManyMoreThereAre() throws Exception {
        try (var drops = drops()) {
            int refused = RowTally.MOST_LISTED + 50;
            var report = drops.drop(
                    "pay.csv",
                    HEADER
                            + IntStream.range(0, refused)
                                    .mapToObj(i -> row("HR-" + i, "-1"))
                                    .collect(Collectors.joining()));

            var listed = section(page(report), "refused");
            assertThat(LISTED.matcher(listed).results()).hasSize(RowTally.MOST_LISTED);
            assertThat(listed)
                    .contains("and 50 more in the result file pay.results.csv.", "<td class=\"number\">201</td>")
                    .doesNotContain("<td class=\"number\">202</td>");
            assertAgreesWithTheResults(report);
        }
    }

    @Test
    void likelyDuplicatesAreListed() throws Exception {
        try (var drops = drops("csvDrop.history", "jdbc:h2:file:" + folder.resolve("history"))) {
            drops.drop("pay.csv", HEADER + row("HR-1", "250"));
            var again = row("HR-1", "250").replace("HR-1\n", "HR-1 again\n");
            var report = drops.drop("again.csv", HEADER + again + row("HR-2", "1"));

            assertThat(section(page(report), "likely-duplicates"))
                    .contains("HR-1 again")
                    .doesNotContain("HR-2");
            assertThat(page(report)).contains("<dt>Likely duplicates</dt><dd>1</dd>");
        }
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndRunsNothing() throws Exception {
        try (var drops = drops()) {
            assertThat(page(drops.drop("pay.csv", TWO_ROWS)))
                    .doesNotContain("<script", "<link", "<img", "src=", "@import", "url(")
                    .contains("@media print", "size: A4", "default-src 'none'")
                    .satisfies(page -> assertThat(page.split("http", -1))
                            .as("the name space of SVG, once for each chart, and the head of the policy")
                            .hasSize(4));
        }
    }

    @Test
    void whoMayNotReadTheFileMayNotReadThePage() throws Exception {
        try (var drops = drops()) {
            var secret = Files.createFile(
                    folder.resolve("x.tmp"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, TWO_ROWS);
            Files.move(secret, folder.resolve("pay.csv"));

            assertThat(Files.getPosixFilePermissions(drops.await().page()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aPageThatCannotBeWrittenIsLoggedAndTheFileLands() throws Exception {
        // A folder with something in it takes the place where the page is gathered.
        Files.createDirectories(folder.resolve("done/pay.report.html.partial/occupied"));
        try (var log = new CapturedLog();
                var drops = drops()) {
            var report = drops.drop("pay.csv", TWO_ROWS);

            assertThat(report.ending()).isEqualTo(Ending.DONE);
            assertThat(report.page()).isNull();
            assertThat(results(report)).hasSize(2);
            assertThat(folder.resolve("done/pay.csv")).hasContent(TWO_ROWS);
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("The page of pay.csv could not be written; its results are complete"));
        }
    }

    /** Rows and points of each outcome, by both. */
    private static void assertAgreesWithTheResults(FileReport report) throws IOException {
        var shown = new TreeMap<String, String>();
        OUTCOME_ROW
                .matcher(page(report))
                .results()
                .forEach(found -> shown.put(
                        found.group(1),
                        found.group(2) + " rows, "
                                + new BigDecimal(found.group(3))
                                        .stripTrailingZeros()
                                        .toPlainString()));
        var counted = new TreeMap<String, String>();
        results(report).stream()
                .collect(Collectors.groupingBy(line -> line.get("outcome")))
                .forEach((outcome, lines) -> counted.put(
                        outcome,
                        lines.size() + " rows, "
                                + lines.stream()
                                        .map(CsvDropPageTest::amount)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .stripTrailingZeros()
                                        .toPlainString()));
        assertThat(shown).isNotEmpty().isEqualTo(counted);
    }

    private static BigDecimal amount(Map<String, String> line) {
        var text = line.getOrDefault("loadAmount", "");
        return text.matches("[\\d.]+") ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    private static String page(FileReport report) throws IOException {
        return Files.readString(report.page());
    }

    private static String section(String page, String id) {
        int start = page.indexOf("<section id=\"" + id + "\">");
        assertThat(start).as("the page has a section " + id).isNotNegative();
        return page.substring(start, page.indexOf("</section>", start));
    }

    private static String sha256(Path file) throws Exception {
        DropFolder.patiently().until(() -> Files.exists(file));
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private DropFolder drops(String... namesAndValues) throws Exception {
        var properties = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return DropFolder.start(folder, sandbox, properties, Map.of());
    }
}
