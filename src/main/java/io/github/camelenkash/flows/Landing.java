package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a finished file and its results go. The first keep their names; a name that was there before gets a number, so
 * that no result is ever overwritten: {@code diwali.csv}, {@code diwali-2.csv} with {@code diwali-2.results.csv}, … A result
 * file that was dropped again, {@code diwali.results.csv}, goes by the name of its file.
 *
 * @param file the dropped file
 * @param results its results, or null where they could not be written
 * @param page where its page goes; nothing lies there yet
 */
record Landing(Path file, Path results, Path page) {

    private static final String RESULTS = ".results";
    /** What the names of results end in, and those of pages. */
    static final String RESULTS_SUFFIX = RESULTS + ".csv";

    static final String PAGE = ".report.html";

    /** What Camel's file component, or another operating system, would take for part of a path. */
    private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

    /** Moves the results to their place and chooses the one of the file, which Camel moves when the route has ended. */
    static Landing of(Path folder, String fileName, Path results) throws IOException {
        Files.createDirectories(folder);
        var safe = UNSAFE.matcher(fileName).replaceAll("_");
        var name = base(safe);
        var suffix = extension(safe);
        for (int number = 1; ; number++) {
            var numbered = number == 1 ? name : name + "-" + number;
            var file = folder.resolve(numbered + suffix);
            var place = folder.resolve(numbered + RESULTS + ".csv");
            var page = folder.resolve(numbered + PAGE);
            if (Files.exists(file)
                    || Files.exists(place)
                    || Files.exists(page)
                    || Files.exists(Approvals.beside(file, Approval.SUFFIX))
                    || Files.exists(Approvals.beside(file, Approval.REQUEST_SUFFIX))) {
                continue;
            }
            if (results == null) {
                return new Landing(file, null, page);
            }
            try {
                return new Landing(file, Files.move(results, place), page);
            } catch (FileAlreadyExistsException e) {
                // Somebody else was quicker: the next number.
            }
        }
    }

    /** The same for a file that stays where it is: only its results need a name that no other has. */
    static Landing beside(Path file, Path results) throws IOException {
        var name = base(file.getFileName().toString());
        for (int number = 1; ; number++) {
            var numbered = number == 1 ? name : name + "-" + number;
            var place = file.resolveSibling(numbered + RESULTS + ".csv");
            var page = file.resolveSibling(numbered + PAGE);
            if (Files.exists(place) || Files.exists(page)) {
                continue;
            }
            if (results == null) {
                return new Landing(file, null, page);
            }
            try {
                return new Landing(file, Files.move(results, place), page);
            } catch (FileAlreadyExistsException e) {
                // Somebody else was quicker: the next number.
            }
        }
    }

    /** A file's name without its extension, and without what makes it a result file. */
    static String base(String fileName) {
        var base = fileName.substring(0, fileName.length() - extension(fileName).length());
        int end = base.length() - RESULTS.length();
        return end > 0 && base.regionMatches(true, end, RESULTS, 0, RESULTS.length()) ? base.substring(0, end) : base;
    }

    /** With its dot. */
    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot);
    }

    /** Where the results of a file are gathered until they are complete. */
    static Path partial(Path file) {
        return file.resolveSibling(base(file.getFileName().toString()) + RESULTS + ".csv.partial");
    }
}
