package io.github.camelenkash.flows.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reconcile}: the ready route's steps for one file. */
class ReconcileCommandTest {

    private static final String MONTH = YearMonth.now(ZoneId.of("Asia/Kolkata")).toString();

    @TempDir
    private Path temp;

    private Sandbox sandbox;
    private CommandFolder folder;

    @BeforeEach
    void pay() throws Exception {
        sandbox = Sandbox.started();
        folder = new CommandFolder(temp, sandbox);
        assertThat(folder.run("pay", folder.file("pay.csv", Map.of("HR-1", "5")).toString(), "--yes")
                        .code())
                .isZero();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String file(String name, String rows) throws Exception {
        return Files.writeString(temp.resolve(name), "reference,points\n" + rows)
                .toString();
    }

    @Test
    void whereAllAgreeThereIsNothingToDo() throws Exception {
        var ended = folder.run("reconcile", file(MONTH + ".csv", "HR-1,5\n"), "--json");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.json().at("/result/agreed").asInt()).isEqualTo(1);
        assertThat(ended.json().at("/result/month").asText()).isEqualTo(MONTH);
        assertThat(folder.around(MONTH)).contains(MONTH + ".csv", MONTH + ".results.csv");
        assertThat(temp.resolve("work")).doesNotExist();
    }

    @Test
    void aDifferenceIsCountedAndLiesBesideTheFile() throws Exception {
        var ended = folder.run("reconcile", file("march.csv", "HR-1,6\nHR-2,1\n"), "--month", MONTH);

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out())
                .startsWith("march.csv is reconciled for " + MONTH + ".\n")
                .contains("  differ      1 AMOUNT_DIFFERS\n", "  differ      1 NOT_PAID\n");
        assertThat(temp.resolve("march.results.csv")).content().contains("NOT_PAID,HR-2");
    }

    @Test
    void aFileOfNoMonthIsRefused() throws Exception {
        var ended = folder.run("reconcile", file("march.csv", "HR-1,5\n"), "--json");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.json().at("/result/ending").asText()).isEqualTo("REFUSED");
        assertThat(folder.run("reconcile", file("march.csv", "HR-1,5\n"), "--month", "March")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void withoutEnkashItStopsAndWithAWrongLoginItSaysSo() throws Exception {
        sandbox.close();
        var file = file(MONTH + ".csv", "HR-1,5\n");
        assertThat(folder.run("reconcile", file, "-D", "reconcile.retries=0").code())
                .isEqualTo(5);

        sandbox.start();
        assertThat(folder.run("reconcile", file, "-D", "camel.component.enkash.password=wrong")
                        .code())
                .isEqualTo(6);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }
}
