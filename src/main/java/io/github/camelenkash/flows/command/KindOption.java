package io.github.camelenkash.flows.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a reference names. */
final class KindOption {

    /** As the component writes them. */
    private enum Kind {
        points,
        orders,
        coins
    }

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "points",
            description = "What the reference names: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind;

    /** The body that names a movement; more can be put into it. */
    Map<String, Object> named(String reference) {
        var body = new LinkedHashMap<String, Object>();
        body.put("reference", reference);
        body.put("kind", kind.name());
        return body;
    }
}
