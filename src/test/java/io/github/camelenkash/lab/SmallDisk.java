package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real file system that holds a few kilobytes. The operating system makes it in memory, and only lets root mount it; as
 * anybody else {@code sudo} is asked, which must not want a password. Where neither is allowed (a container without the
 * right to mount), there is no honest way to fill a disk: the test is aborted, which counts as skipped, and says so on the
 * console. {@code -Dlab.mount=required} makes it fail instead.
 */
final class SmallDisk implements AutoCloseable {

    /** What a file takes is a multiple of this. */
    static final int PAGE = 4096;

    private final Path root;
    private Path filler;

    private SmallDisk(Path root) {
        this.root = root;
    }

    static SmallDisk mount(Path empty, String size) throws Exception {
        as(root("mount", "-t", "tmpfs", "-o", "mode=777,size=" + size, "tmpfs", empty.toString()));
        return new SmallDisk(empty);
    }

    Path root() {
        return root;
    }

    /** What a file of so many bytes takes. */
    static int pages(int bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }

    /** Takes all the room that is left, but for some bytes. */
    void fillBut(int bytes) throws IOException {
        filler = root.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            var page = new byte[PAGE];
            for (long left = Files.getFileStore(root).getUsableSpace() - bytes; left > 0; left -= page.length) {
                out.write(page, 0, (int) Math.min(page.length, left));
            }
        }
    }

    /** As whoever clears up the disk. */
    void free() throws IOException {
        Files.delete(filler);
    }

    void readOnly() throws Exception {
        as(root("mount", "-o", "remount,ro", root.toString()));
    }

    void writable() throws Exception {
        as(root("mount", "-o", "remount,rw", root.toString()));
    }

    @Override
    public void close() throws Exception {
        as(root("umount", "-l", root.toString()));
    }

    private static List<String> root(String... command) {
        var sudo = System.getProperty("user.name").equals("root") ? Stream.<String>of() : Stream.of("sudo", "-n");
        return Stream.concat(sudo, Stream.of(command)).toList();
    }

    private static void as(List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        if (process.exitValue() != 0) {
            var missing =
                    "NOT RUN: " + command + " is not allowed here; the right to mount is needed, by root or by sudo";
            System.err.println(missing);
            assertThat(System.getProperty("lab.mount")).as(missing).isNotEqualTo("required");
            Assumptions.abort(missing);
        }
    }
}
