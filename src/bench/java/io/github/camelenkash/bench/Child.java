package io.github.camelenkash.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java main in a JVM of its own that is spoken to by lines; it ends with the one that started it. */
final class Child implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private Child(Process process) {
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static Child start(Class<?> main, List<String> options, String... arguments) throws IOException {
        var line = new ArrayList<>(options);
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(main.getName());
        line.addAll(List.of(arguments));
        return java(line);
    }

    /** @param line what stands behind {@code java}: options, and a main class or a jar */
    static Child java(List<String> line) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dlog4j2.level=WARN");
        command.addAll(line);
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it has ended by itself, and reads what it says meanwhile. */
    int end() throws IOException, InterruptedException {
        while (out.readLine() != null) {
            // Nobody needs it, and a full pipe would hold it up.
        }
        return process.waitFor();
    }

    /** Throws if it has ended. */
    void checkItRuns() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The process has ended: " + process.exitValue());
        }
    }

    String readLine() throws IOException {
        var line = out.readLine();
        if (line == null) {
            throw new IOException("The process has ended");
        }
        return line;
    }

    /** Says something and waits for the answer that begins with a mark. */
    String ask(String line, String mark) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
        return read(mark);
    }

    /** Waits for a line that begins with a mark. */
    String read(String mark) throws IOException {
        var answer = readLine();
        while (!answer.startsWith(mark)) {
            answer = readLine();
        }
        return answer.substring(mark.length());
    }

    /** Asks the server for something of the benchmark's. */
    static String get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
