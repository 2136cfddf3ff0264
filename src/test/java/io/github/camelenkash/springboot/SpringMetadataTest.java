package io.github.camelenkash.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The metadata by which IDEs complete {@code camel.component.enkash.*} is made from the catalogue. After a change run this
 * test with {@code -Dreadme.write=true} and commit the file.
 */
class SpringMetadataTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path CATALOGUE = Path.of("src/generated/resources/META-INF/io/github/camelenkash/enkash.json");
    private static final Path METADATA = Path.of("src/generated/resources/META-INF/spring-configuration-metadata.json");
    private static final String PREFIX = "camel.component.enkash";

    @Test
    void everyOptionOfTheComponentIsKnownToIdes() throws IOException {
        var expected = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(metadata()) + "\n";
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(METADATA, expected);
        }
        assertThat(METADATA).as("write it with -Dreadme.write=true").content().isEqualTo(expected);
    }

    private static ObjectNode metadata() throws IOException {
        var metadata = MAPPER.createObjectNode();
        metadata.putArray("groups")
                .addObject()
                .put("name", PREFIX)
                .put("type", "io.github.camelenkash.EnkashComponent");
        var properties = metadata.putArray("properties");
        properties
                .addObject()
                .put("name", PREFIX + ".enabled")
                .put("type", "java.lang.Boolean")
                .put("description", "Whether Spring Boot hands its properties to the component.")
                .put("defaultValue", true);
        for (var option :
                MAPPER.readTree(CATALOGUE.toFile()).get("componentProperties").properties()) {
            if (!option.getKey().equals("configuration")) {
                add(properties.addObject(), option);
            }
        }
        metadata.putArray("hints");
        return metadata;
    }

    private static void add(ObjectNode property, Map.Entry<String, JsonNode> option) {
        var details = option.getValue();
        property.put(
                        "name",
                        PREFIX + "."
                                + option.getKey().replaceAll("([A-Z])", "-$1").toLowerCase())
                .put("type", type(details))
                .put("description", details.get("description").asText());
        if (details.has("defaultValue")) {
            property.put("defaultValue", details.get("defaultValue").asText());
        }
    }

    /** What has no text form is named as a bean. */
    private static String type(JsonNode option) {
        return switch (option.get("type").asText()) {
            case "boolean" -> "java.lang.Boolean";
            case "integer", "number" -> "java.lang.Long";
            case "duration" -> "java.time.Duration";
            case "enum" -> option.get("javaType").asText();
            default -> "java.lang.String";
        };
    }
}
