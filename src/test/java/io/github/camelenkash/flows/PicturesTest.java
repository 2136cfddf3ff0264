package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the README are of a run of today: the quickstart's. What differs from run to run (the port, the time) is
 * replaced. After a change run this test with {@code -Dpictures.write=true}, with Chromium installed, and commit what it
 * writes: the two pictures, and the page that one of them is of.
 */
class PicturesTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path EXAMPLE = PROJECT.resolve("examples/01-csv-drop");
    private static final Path PAGE = EXAMPLE.resolve("expected/diwali.report.html");
    private static final Path IMAGES = PROJECT.resolve("src/main/docs/images");
    private static final Path TERMINAL_PICTURE = IMAGES.resolve("terminal.svg");
    private static final Path PAGE_PICTURE = IMAGES.resolve("report.png");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path temp;

    @Test
    void theyShowWhatTheQuickstartPrintsAndWritesToday() throws Exception {
        copyProject();
        List<String> printed;
        try (var job = JobProcess.start(temp, temp, List.of())) {
            await().atMost(PATIENCE).until(() -> job.hasEnded() || job.out().contains("Ctrl+C"));
            assertThat(job.hasEnded()).as(job.err()).isFalse();
            var inbox = temp.resolve("work/rewards");
            Files.move(
                    Files.copy(EXAMPLE.resolve("data/diwali.csv"), inbox.resolve("again.csv.tmp")),
                    inbox.resolve("again.csv"));
            await().atMost(PATIENCE).until(() -> job.out().contains("again.results.csv"));
            printed = normalised(job.out()).strip().lines().toList();
        }
        var page = normalised(Files.readString(temp.resolve("work/rewards/done/diwali.report.html")));
        var picture = TerminalPicture.of(withCommands(printed));

        if (Boolean.getBoolean("pictures.write")) {
            Files.createDirectories(IMAGES);
            Files.writeString(TERMINAL_PICTURE, picture);
            Files.writeString(PAGE, page);
            photograph(PAGE, PAGE_PICTURE);
        }
        assertThat(TERMINAL_PICTURE).as("write it with -Dpictures.write=true").hasContent(picture);
        assertThat(PAGE).as("write it with -Dpictures.write=true").hasContent(page);
        assertThat(PAGE_PICTURE).isNotEmptyFile();
    }

    @Test
    void theReadmeShowsThem() throws IOException {
        assertThat(PROJECT.resolve("README.md"))
                .content()
                .contains("(src/main/docs/images/terminal.svg)", "(src/main/docs/images/report.png)");
    }

    private void copyProject() throws IOException {
        for (var file : List.of(
                "routes/application.properties",
                "routes/csv-drop.camel.yaml",
                "examples/01-csv-drop/data/diwali.csv")) {
            Files.createDirectories(temp.resolve(file).getParent());
            Files.copy(PROJECT.resolve(file), temp.resolve(file));
        }
    }

    private static String normalised(String text) {
        return text.replace(System.lineSeparator(), "\n")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:40807")
                .replaceAll("<dt>Ended</dt><dd>[^<]+</dd>", "<dt>Ended</dt><dd>8 November 2026, 10:00:00 +05:30</dd>");
    }

    /** What was typed before, and what was typed meanwhile in another terminal. */
    private static List<String> withCommands(List<String> printed) {
        int second = printed.size() - 1;
        var lines = new ArrayList<String>();
        lines.add("$ mvn -q compile exec:java");
        lines.add("");
        lines.addAll(printed.subList(0, second));
        lines.add("$ cp examples/01-csv-drop/data/diwali.csv work/rewards/again.csv   # in another terminal");
        lines.add("");
        lines.add(printed.get(second));
        return lines;
    }

    private void photograph(Path page, Path picture) throws Exception {
        var chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Install Chromium to draw " + picture));
        var process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + temp.resolve("chromium"),
                        "--window-size=900,1280",
                        "--screenshot=" + picture,
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("chromium.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
