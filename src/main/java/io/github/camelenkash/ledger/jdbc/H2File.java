package io.github.camelenkash.ledger.jdbc;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where an H2 ledger lies, by its URL. */
public final class H2File {

    private static final String H2 = "jdbc:h2:";
    private static final String FILE = "file:";
    private static final String MEMORY = "mem:";
    /** Of H2's, such as {@code nio:}, around the path proper. A URL in the place of a path, or file: twice, is none. */
    private static final Pattern FILE_SYSTEM =
            Pattern.compile("^(?:(?!(?i:jdbc|file):)[A-Za-z][A-Za-z0-9]+:(?:\\d+:)?)+");
    /** H2 adds it. */
    private static final String ENDING = ".mv.db";

    private H2File() {}

    /**
     * The file whose place depends on the process that opens it: on the folder in which it was started ({@code
     * jdbc:h2:file:./ledger}), or on its user ({@code ~/ledger}). For another process the same URL names another file, which
     * does not know what was paid.
     *
     * @param url of a ledger, or null
     * @return where it is for this process; none where the URL means the same to all
     */
    public static Optional<Path> dependingOnProcess(String url) {
        var path = path(url);
        if (path == null) {
            return Optional.empty();
        }
        if (isBelowHome(path)) {
            return Optional.of(Path.of(System.getProperty("user.home") + path.substring(1)));
        }
        return isRelative(path)
                ? Optional.of(new File(path).toPath().toAbsolutePath().normalize())
                : Optional.empty();
    }

    /** Whether it is neither absolute nor plainly relative; H2 refuses some of these, and takes others for a folder. */
    static boolean isUnclear(String url) {
        var path = path(url);
        return path != null && !new File(path).isAbsolute() && !isRelative(path) && !isBelowHome(path);
    }

    /** Whether it names the file with the ending that H2 adds: then it is another file, and a new one. */
    static boolean hasEnding(String url) {
        var path = path(url);
        return path != null && path.endsWith(ENDING);
    }

    /** Whether it names a database that ends with the process. */
    public static boolean isInMemory(String url) {
        return url != null && url.startsWith(H2 + MEMORY);
    }

    /** What H2 takes for the path; null for what is no file. */
    private static String path(String url) {
        if (url == null || !url.startsWith(H2)) {
            return null;
        }
        var rest = url.substring(H2.length());
        int settings = rest.indexOf(';');
        var name = settings < 0 ? rest : rest.substring(0, settings);
        if (name.startsWith(MEMORY) || name.startsWith("tcp:") || name.startsWith("ssl:")) {
            return null;
        }
        var path = name.startsWith(FILE) ? name.substring(FILE.length()) : name;
        return FILE_SYSTEM.matcher(path).replaceFirst("");
    }

    private static boolean isRelative(String path) {
        return path.matches("\\.\\.?[/\\\\].*");
    }

    private static boolean isBelowHome(String path) {
        return path.matches("~([/\\\\].*)?");
    }
}
