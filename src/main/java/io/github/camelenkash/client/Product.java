package io.github.camelenkash.client;

import java.io.IOException;
import java.util.Properties;

/** Who we say we are in {@code User-Agent}, which must not be empty (§3.1). */
final class Product {

    private static final String BUILD = "/META-INF/maven/io.github.camel-enkash/camel-enkash/pom.properties";

    static final String USER_AGENT = "camel-enkash/" + version();

    private Product() {}

    private static String version() {
        try (var build = Product.class.getResourceAsStream(BUILD)) {
            if (build == null) {
                return "dev"; // not run from the jar
            }
            var properties = new Properties();
            properties.load(build);
            return properties.getProperty("version", "dev");
        } catch (IOException unreadable) {
            return "dev";
        }
    }
}
