package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Does what the README of an example tells its reader to type, in a folder of its own: {@code mvn … exec:java} in this
 * process, {@code cp}, {@code cat} and {@code curl} without a shell. A command that it does not know is an error.
 */
final class ExampleRun implements AutoCloseable {

    private static final String MAVEN = "mvn -q compile exec:java";
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** The README has this one; a test takes a free one. */
    private static final String PORT = "localhost:8080";

    private final Path example;
    private final Path folder;
    private final int port;
    private final List<ExampleJob> jobs = new ArrayList<>();
    private final StringBuilder answers = new StringBuilder();

    /**
     * @param example its folder
     * @param folder where it leaves what it leaves, instead of in the folder that its properties name
     */
    ExampleRun(Path example, Path folder) throws IOException {
        this.example = example;
        this.folder = folder;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    /** Whether a command is one that this class can do. */
    static boolean knows(String command) {
        return command.startsWith(MAVEN) || command.matches("(cp|cat|curl) .*");
    }

    void type(String command) throws Exception {
        if (command.startsWith(MAVEN)) {
            stop();
            jobs.add(ExampleJob.start(words(command.substring(MAVEN.length())), own()));
            return;
        }
        // The one thing in these commands that a shell would replace.
        var words = words(command.replace("$(date +%Y-%m)", YearMonth.now(INDIA).toString()));
        switch (words.get(0)) {
            case "cp" -> copy(words.get(1), words.get(2));
            case "cat" -> waitFor(words.get(1));
            case "curl" -> call(words.subList(1, words.size()));
            default -> throw new IllegalArgumentException("Not known: " + command);
        }
    }

    private Map<String, String> own() {
        return Map.of("example.folder", folder.toString(), "camel.server.port", String.valueOf(port));
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    private Path place(String written) {
        return Path.of(written.replace("work/" + example.getFileName(), folder.toString()));
    }

    /** And waits until the route has dealt with it, which then moves it. */
    private void copy(String from, String to) throws IOException {
        var source = Path.of(from);
        var target = to.endsWith("/") ? place(to).resolve(source.getFileName()) : place(to);
        Files.copy(source, target);
        Awaitility.await().atMost(ExampleJob.PATIENCE).until(() -> Files.notExists(target));
    }

    /** What a person wants to look at may not be there yet. */
    private void waitFor(String glob) {
        var pattern = place(glob);
        var matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + pattern.getFileName().toString());
        Awaitility.await().atMost(ExampleJob.PATIENCE).until(() -> {
            if (Files.notExists(pattern.getParent())) {
                return false;
            }
            try (var files = Files.list(pattern.getParent())) {
                return files.anyMatch(file -> matcher.matches(file.getFileName()));
            }
        });
    }

    private void call(List<String> words) throws Exception {
        var request = HttpRequest.newBuilder();
        String format = null;
        boolean silent = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            switch (word) {
                case "-s" -> {
                    // It shows no progress anyway.
                }
                case "-H" -> request.headers(words.get(++i).split(": ", 2));
                case "-d" ->
                    request.POST(HttpRequest.BodyPublishers.ofFile(
                            Path.of(words.get(++i).substring("@".length()))));
                case "-o" -> silent = words.get(++i).equals("/dev/null");
                case "-w" -> format = words.get(++i);
                default -> {
                    assertThat(word).startsWith("http://" + PORT + "/");
                    request.uri(URI.create(word.replace(PORT, "localhost:" + port)));
                }
            }
        }
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        answers.append(silent ? "" : answer.body()).append(format == null ? "\n" : formatted(format, answer));
    }

    private static String formatted(String format, HttpResponse<String> answer) {
        return format.replace("%{http_code}", String.valueOf(answer.statusCode()))
                .replace(
                        "%{redirect_url}",
                        answer.headers().firstValue("Location").orElse(""))
                .replace("\\n", "\n");
    }

    /** Waits for a job that ends by itself, and ends one that does not. */
    void stop() throws Exception {
        if (jobs.isEmpty()) {
            return;
        }
        var job = jobs.get(jobs.size() - 1);
        if (!job.endsByItself()) {
            job.close();
        }
        assertThat(job.exitCode()).isZero();
    }

    /** What it has left until now, and what was to be read on the terminal. */
    Map<String, String> left() throws IOException {
        var left = ExampleFiles.leftIn(folder, example.resolve("data"));
        var console = new StringBuilder();
        jobs.forEach(job -> console.append(job.out().strip()).append("\n"));
        left.put(
                "console.txt",
                ExampleFiles.plain(console.toString().replace(folder.toString(), "work/" + example.getFileName())));
        if (answers.length() > 0) {
            left.put("answers.txt", ExampleFiles.plain(answers.toString()));
        }
        return left;
    }

    @Override
    public void close() throws Exception {
        for (var job : jobs) {
            job.close();
        }
    }
}
