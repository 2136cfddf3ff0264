package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Paths with {@code {names}} in them, and the percent-encoding of what goes into a request line. */
final class PathTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}");

    private PathTemplate() {}

    /**
     * The path with its variables filled in, each as one segment or a part of one.
     *
     * @throws InvalidRequestException if the path names a variable that the call does not have, or a value would change
     *     where the path leads
     */
    static String fill(String path, Map<String, String> variables) {
        if (path.indexOf('{') < 0) {
            return path; // as those of every movement
        }
        return VARIABLE.matcher(path).replaceAll(found -> {
            var name = found.group(1);
            var value = variables.get(name);
            if (value == null) {
                throw new InvalidRequestException(
                        Failure.because("The path " + path + " has {" + name + "}, which this operation does not know")
                                .field("pathOverrides")
                                .next(
                                        variables.isEmpty()
                                                ? "Write the path without it"
                                                : "It knows {" + String.join("}, {", variables.keySet()) + "}"));
            }
            // Servers take these for "here" and "above", encoded or not.
            if (value.equals(".") || value.equals("..")) {
                throw new InvalidRequestException(Failure.because("The field '" + name + "' is no name, but a place")
                        .field(name)
                        .next("Give the id that EnKash issued"));
            }
            return encode(value);
        });
    }

    /** Form encoding writes a space as plus, which not every server reads as a space. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
