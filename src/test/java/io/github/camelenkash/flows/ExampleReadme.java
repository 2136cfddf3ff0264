package io.github.camelenkash.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The README of an example: the commands that it tells its reader to type, and what it shows of what comes of them. */
record ExampleReadme(String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    static ExampleReadme of(Path example) throws IOException {
        return new ExampleReadme(Files.readString(example.resolve("README.md")));
    }

    /** Its commands in their order, one a line. */
    List<String> commands() {
        return blocks("bash").stream()
                .flatMap(block -> block.replace("\\\n", " ").lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** What stands in its blocks of this language. */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
