package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a finished file and its results go. The first keep their names; a name that was there before gets a number, so
 * that no result is ever overwritten: {@code diwali.csv}, {@code diwali-2.csv} with {@code diwali-2.results.csv}, …
 *
 * @param file the dropped file
 * @param results its results, or null where they could not be written
 */
record Landing(Path file, Path results) {

    /** What Camel's file component, or another operating system, would take for part of a path. */
    private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]");

    private static final int SUFFIX_LENGTH = ".csv".length();

    /** Moves the results to their place and chooses the one of the file, which Camel moves when the route has ended. */
    static Landing of(Path folder, String fileName, Path results) throws IOException {
        Files.createDirectories(folder);
        var safe = UNSAFE.matcher(fileName).replaceAll("_");
        int end = Math.max(0, safe.length() - SUFFIX_LENGTH);
        var name = safe.substring(0, end);
        var suffix = safe.substring(end);
        for (int number = 1; ; number++) {
            var numbered = number == 1 ? name : name + "-" + number;
            var file = folder.resolve(numbered + suffix);
            var place = folder.resolve(numbered + ".results.csv");
            if (Files.exists(file) || Files.exists(place)) {
                continue;
            }
            if (results == null) {
                return new Landing(file, null);
            }
            try {
                return new Landing(file, Files.move(results, place));
            } catch (FileAlreadyExistsException e) {
                // Somebody else was quicker: the next number.
            }
        }
    }
}
