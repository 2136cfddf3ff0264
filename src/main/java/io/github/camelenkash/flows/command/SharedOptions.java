package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.JobSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that all commands have. */
@Command(mixinStandardHelpOptions = true)
final class SharedOptions {

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            split = ",",
            description = "Properties files; may be repeated, and the later one wins.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            mapFallbackValue = "true",
            description = "A single property; overrules all files.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints one JSON object instead of text; everything else goes to stderr.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** @param more a property that the command itself sets, or none */
    JobSettings settings(Map<String, String> more) {
        var all = new LinkedHashMap<>(properties);
        all.putAll(more);
        return new JobSettings(files, all);
    }
}
