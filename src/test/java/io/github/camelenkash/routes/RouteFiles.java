package io.github.camelenkash.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.camelenkash.EnkashComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** Checks route files without running them: against the schema of Camel's YAML DSL, and against the catalogue. */
final class RouteFiles {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Steps that may be written short, as a name and a URI. */
    private static final Set<String> SHORT_FORMS =
            Set.of("to", "toD", "from", "wireTap", "enrich", "pollEnrich", "poll");

    /** A property with its default. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^:{}]+:([^{}]*)}}");

    /** {@code camel.beans.hr=#class:…} or {@code camel.beans.hr.url=…}. */
    private static final Pattern BEAN =
            Pattern.compile("camel\\.beans\\.\\w+(?:=#class:([\\w.$]+)(?:\\(.*\\))?|\\.\\w+=.*)");

    private final JsonSchema schema;
    private final CamelCatalog catalog = new DefaultCamelCatalog();

    RouteFiles() throws IOException {
        try (var in = RouteFiles.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
        }
        catalog.addComponent("enkash", EnkashComponent.class.getName());
    }

    /** All files in these folders, and in their folders, whose name ends so; with forward slashes, and not what was built. */
    static List<String> find(String suffix, String... folders) throws IOException {
        var found = new ArrayList<String>();
        for (var folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.map(file -> file.toString().replace('\\', '/'))
                        .filter(name -> name.endsWith(suffix) && !name.contains("/target/"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** What is wrong with a route file; empty when it is right. */
    List<String> problems(String yaml) throws IOException {
        var tree = YAML.readTree(yaml);
        var problems = new ArrayList<String>();
        schema.validate(tree).stream().map(ValidationMessage::getMessage).forEach(problems::add);
        checkEndpoints(tree, problems);
        return problems;
    }

    private void checkEndpoints(JsonNode node, List<String> problems) throws IOException {
        if (node.isArray()) {
            for (var element : node) {
                checkEndpoints(element, problems);
            }
            return;
        }
        if (node.has("uri")) {
            checkEndpoint(node.get("uri").asText(), node.path("parameters"), problems);
        }
        for (var member : node.properties()) {
            if (SHORT_FORMS.contains(member.getKey()) && member.getValue().isTextual()) {
                checkEndpoint(member.getValue().asText(), YAML.createObjectNode(), problems);
            } else if (!member.getKey().equals("parameters")) {
                checkEndpoints(member.getValue(), problems);
            }
        }
    }

    /** A property is checked by its default; where it has none, it must be what the schema wants. */
    private static String withDefaults(String uri) {
        return PLACEHOLDER.matcher(uri).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }

    private void checkEndpoint(String written, JsonNode parameters, List<String> problems) {
        var uri = withDefaults(written);
        if (uri.startsWith("${")) {
            return; // known only when a message is there
        }
        var properties = new LinkedHashMap<String, String>();
        parameters
                .properties()
                .forEach(option ->
                        properties.put(option.getKey(), option.getValue().asText()));
        try {
            var scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
            if (uri.contains(":")) {
                properties.putAll(catalog.endpointProperties(uri));
            }
            var result = catalog.validateEndpointProperties(catalog.asEndpointUri(scheme, properties, false));
            if (!result.isSuccess()) {
                problems.add(uri + ": " + result.summaryErrorMessage(false));
            }
        } catch (Exception e) {
            problems.add(uri + ": " + e.getMessage());
        }
    }

    /** What is wrong with a line {@code name=value} of a properties file; null when it is right, or none of Camel's. */
    String problem(Map.Entry<?, ?> property) {
        if (!property.getKey().toString().startsWith("camel.")) {
            return null;
        }
        var line = property.getKey() + "=" + property.getValue();
        // The catalogue lists these and does not check them.
        if (property.getKey().toString().startsWith("camel.server.")) {
            return listed(catalog.mainJsonSchema(), property, line);
        }
        if (property.getKey().toString().startsWith("camel.jbang.")) {
            return listed(catalog.jbangJsonSchema(), property, line);
        }
        if (BEAN.matcher(line).matches()) {
            return beanProblem(line);
        }
        var result = catalog.validateConfigurationProperty(line);
        return result.isSuccess() && result.isAccepted() ? null : line + ": " + result.summaryErrorMessage(false);
    }

    private static String listed(String schema, Map.Entry<?, ?> property, String line) {
        return schema.contains("\"" + property.getKey() + "\"") ? null : line + ": no such option";
    }

    /** A bean's members are known to its class alone; that one must be there. */
    private static String beanProblem(String line) {
        var named = BEAN.matcher(line).replaceAll("$1");
        try {
            if (!named.isEmpty()) {
                Class.forName(named);
            }
            return null;
        } catch (ClassNotFoundException e) {
            return line + ": no such class";
        }
    }
}
