package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page shows of a row, and an application that does without pages. */
class PageFileTest {

    private static final String ONE_ROW = "cardId,loadAmount,reference\nEKC1,1,HR-1\n";

    @TempDir
    private Path folder;

    @Test
    void withoutFreeMarkerAFileLandsWithItsResultsAndNoPage() throws Exception {
        Files.writeString(folder.resolve("pay.csv"), ONE_ROW);

        try (var without = new URLClassLoader(classPathWithout("freemarker"), ClassLoader.getPlatformClassLoader())) {
            assertThat(landed(without)).isEqualTo("done/pay.csv, pay.results.csv, no page");
        }
        assertThat(folder.resolve("done")).isDirectoryContaining("glob:**/pay.results.csv");
        assertThat(folder.resolve("done")).isDirectoryNotContaining("glob:**report.html*");
    }

    @Test
    void withFreeMarkerThereIsOne() throws Exception {
        Files.writeString(folder.resolve("pay.csv"), ONE_ROW);

        try (var with = new URLClassLoader(classPathWithout("nothing"), ClassLoader.getPlatformClassLoader())) {
            assertThat(landed(with)).isEqualTo("done/pay.csv, pay.results.csv, pay.report.html");
        }
    }

    @SuppressWarnings("unchecked")
    private String landed(ClassLoader loader) throws Exception {
        var walk = (Function<Path, String>)
                loader.loadClass(Walk.class.getName()).getDeclaredConstructor().newInstance();
        return walk.apply(folder.resolve("pay.csv"));
    }

    private static URL[] classPathWithout(String jar) {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(jar))
                .map(PageFileTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The way of a file, in a class loader of its own. */
    public static final class Walk implements Function<Path, String> {

        @Override
        public String apply(Path path) {
            try {
                var file = new RewardFile(
                        path, RewardSettings.usual(), new Host(null, List::of, () -> false, Clock.systemUTC()));
                file.check();
                file.begin(null, null);
                file.decide();
                var place = file.finish(null, null);
                var report = file.report();
                return place + ", " + report.results().getFileName() + ", "
                        + (report.page() == null ? "no page" : report.page().getFileName());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"250, 250", "10.50, 10.50", "-1, 0", "1.234, 0", "'1,000', 0", "x, 0", "'', 0", "1e9, 0"})
    void whatIsNoAmountCountsAsNothing(String cell, BigDecimal points) {
        var row =
                new RewardRow(2, 0, java.util.List.of(), java.util.List.of(), Map.of(RewardColumns.AMOUNT, cell), null);

        assertThat(PageFile.points(row)).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Column 'Award (pts)' is not positive: -5 | Award (pts)",
                "Column 'first' is empty; Column 'gender' is empty | first, gender",
                "Column 'it's' is empty | it's",
                "Column 'e mail': it is odd | e mail",
                "EnKash refused it | ''"
            })
    void theColumnsAtFaultAreNamed(String reason, String columns) {
        assertThat(RowEnd.notTried(reason, null).columns()).isEqualTo(columns);
    }
}
