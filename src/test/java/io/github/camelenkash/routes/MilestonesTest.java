package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.HrDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Birthdays and anniversaries from the table of a real PostgreSQL: points are counted on the sandbox's books. */
class MilestonesTest {

    static final String ROUTE = "routes/milestones.camel.yaml";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private HrDatabase hr;
    private ReadyRoute route;

    @BeforeEach
    void createTable() {
        sandbox = ENKASH.sandbox();
        hr = HrDatabase.create(folder)
                .execute("CREATE TABLE people (employee text PRIMARY KEY, title text, first_name text, gender text,"
                        + " email text, mobile text, card_id text, born date, joined date, left_on date)");
    }

    @AfterEach
    void stop() {
        if (route != null) {
            route.close();
        }
    }

    @Test
    void theCronPaysABirthdayAndAnAnniversaryOnceHoweverOftenItRuns() throws Exception {
        person("E1", "e1@example.in", "1990-10-17", "2020-01-01", null);
        person("E2", "e2@example.in", "1991-01-01", "2021-10-17", null);
        person("E3", "e3@example.in", "1991-01-01", "2021-02-02", null);
        // Every second, and not at the start: it is the cron that pays here.
        route = routeOn("2026-10-17")
                .with("milestones.atStart", "false")
                .with("milestones.cron", "* * * * * ?")
                .start();

        patiently().until(() -> sandbox.books().creditsByReference().size() == 2);
        person("E4", "e4@example.in", "1990-10-17", "2020-01-01", null);
        patiently().until(() -> sandbox.books().creditsByReference().size() == 3);
        assertThat(sandbox.books().creditsByReference())
                .isEqualTo(Map.of("birthday/E1/2026", 1, "anniversary/E2/2026", 1, "birthday/E4/2026", 1));
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("998000");
        patiently().untilAsserted(() -> assertThat(Files.readAllLines(report()))
                .hasSize(4)
                .first()
                .isEqualTo("reference,outcome,points,transactionId,reason,whatToDo"));
    }

    @Test
    void daysOnWhichNothingRanAreCaughtUpAtTheNextStartAcrossTheYear() throws Exception {
        person("E1", "e1@example.in", "1990-12-30", "2020-01-02", null);
        person("E2", "e2@example.in", "1990-12-25", "2020-06-01", null);
        run("2027-01-02");

        patiently().until(() -> sandbox.books().creditsByReference().size() == 2);
        assertThat(sandbox.books().creditsByReference())
                .as("its own year, and nothing older than a week")
                .isEqualTo(Map.of("birthday/E1/2026", 1, "anniversary/E1/2027", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-02-28, false, 1",
        "2027-03-01, true, 1",
        "2027-02-28, true, 0",
        "2028-02-29, false, 1",
        "2028-02-28, false, 0"
    })
    void thoseOfTheTwentyNinthOfFebruaryHaveADayEachYear(String today, boolean inMarch, int paid) throws Exception {
        person("E1", "e1@example.in", "1992-02-29", "2020-06-01", null);
        // Somebody whose day it is in any case shows that the run is over.
        person("E2", "e2@example.in", "1992" + today.substring(4), "2020-06-01", null);
        route = routeOn(today)
                .with("milestones.catchUpDays", "0")
                .with("milestones.leapDayInMarch", inMarch)
                .start();

        var year = today.substring(0, 4);
        patiently().until(() -> sandbox.books().credits("birthday/E2/" + year) == 1);
        assertThat(sandbox.books().credits("birthday/E1/" + year)).isEqualTo(paid);
    }

    @Test
    void whoHasLeftOrJoinsLaterGetsNothing() throws Exception {
        person("E1", "e1@example.in", "1990-10-17", "2020-01-01", "2026-10-16");
        person("E2", "e2@example.in", "1990-10-17", "2026-10-20", null);
        person("E3", "e3@example.in", "1990-10-17", "2020-01-01", "2026-10-17");
        run("2026-10-17");

        patiently().until(() -> !sandbox.books().creditsByReference().isEmpty());
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("birthday/E3/2026", 1));
    }

    @Test
    void aPersonWhoIsRefusedIsReportedAndTheOthersArePaidAndTheCorrectionIsPaidAtTheNextRun() throws Exception {
        person("E1", "no address", "1990-10-17", "2020-01-01", null);
        person("E2", "lost-answer@example.in", "1990-10-17", "2020-01-01", null);
        run("2026-10-17");
        patiently().until(() -> sandbox.books().credits("birthday/E2/2026") == 1);
        assertThat(Files.readString(report()))
                .contains("birthday/E1/2026,REFUSED,,,The field 'email' is not an e-mail address");

        hr.execute("UPDATE people SET email = 'e1@example.in' WHERE employee = 'E1'");
        route.close();
        run("2026-10-18");
        patiently().until(() -> sandbox.books().credits("birthday/E1/2026") == 1);
        assertThat(sandbox.books().creditsByReference())
                .isEqualTo(Map.of("birthday/E1/2026", 1, "birthday/E2/2026", 1));
    }

    @Test
    void aRunThatCannotReachEnkashEndsAndTheNextOnePaysAll() throws Exception {
        person("E1", "e1@example.in", "1990-10-17", "2020-01-01", null);
        person("E2", "e2@example.in", "1990-10-16", "2020-01-01", null);
        route = routeOn("2026-10-17")
                .with("milestones.retries", "0")
                .with("milestones.atStart", "false")
                .start();
        sandbox.close();
        try (var template = route.context().createProducerTemplate()) {
            assertThatThrownBy(() -> template.sendBody("direct:milestones-run", null))
                    .satisfies(e -> assertThat(ObjectHelper.getException(UnavailableException.class, e))
                            .isNotNull());
        } finally {
            sandbox.start();
        }
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        route.close();
        run("2026-10-18");
        patiently().until(() -> sandbox.books().creditsByReference().size() == 2);
        assertThat(sandbox.books().creditsByReference().values()).containsOnly(1);
    }

    private void person(String employee, String email, String born, String joined, String left) {
        hr.execute("INSERT INTO people VALUES ('%s', 'Ms', 'Asha', 'F', '%s', '91%s', NULL, '%s', '%s', %s)"
                .formatted(
                        employee,
                        email,
                        "9000000" + String.format("%03d", Integer.parseInt(employee.substring(1))),
                        born,
                        joined,
                        left == null ? "NULL" : "'" + left + "'"));
    }

    private void run(String today) throws Exception {
        route = routeOn(today).start();
    }

    /** With a ledger that outlives a restart, as the route demands. */
    private ReadyRoute.Builder routeOn(String today) {
        return ReadyRoute.of(ROUTE, sandbox)
                .with("camel.component.enkash.ledgerUrl", "jdbc:h2:file:" + folder.resolve("movements"))
                .with("milestones.today", today)
                .with("milestones.birthdayPoints", "500")
                .with("milestones.anniversaryPoints", "1000")
                .with("milestones.retryDelay", "10")
                .with("milestones.report", report())
                .bind("hr", hr.dataSource());
    }

    private Path report() {
        return folder.resolve("report.csv");
    }
}
