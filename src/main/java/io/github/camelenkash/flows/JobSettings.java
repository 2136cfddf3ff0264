package io.github.camelenkash.flows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.util.StringHelper;

/**
 * What a job starts with. Ready routes and their usual properties are those of the project in whose folder it is started;
 * elsewhere, those that its jar was packed with.
 *
 * @param files properties files beside {@code routes/application.properties}; the later one wins
 * @param properties single properties, which overrule all files
 */
public record JobSettings(List<Path> files, Map<String, String> properties) {

    private static final String PROPERTIES = "routes/application.properties";
    private static final String ROUTES = "routes/csv-drop.camel.yaml";
    private static final String NO_ROUTES = "false";
    private static final String COMPONENT = "camel.component.enkash.";

    public JobSettings {
        files = List.copyOf(files);
        properties = Map.copyOf(properties);
    }

    /**
     * Main with these properties and one ready route, which a property may replace.
     *
     * @throws IllegalArgumentException if there is no such route, or no such properties file
     */
    Main job(String route) {
        var main = main();
        // Not in the properties: Camel's own command line, which may be given the same file, names its routes itself.
        main.addInitialProperty("camel.main.routesIncludePattern", resource(route));
        setProperties(main);
        return main;
    }

    /**
     * Main for one task with these properties: no time makes it end, and its route is not to be replaced.
     *
     * @param route the path of a ready route, of which nothing starts by itself; or null for none
     * @throws IllegalArgumentException if there is no such route, or no such properties file
     */
    public Main task(String route) {
        var main = main();
        setProperties(main);
        main.addOverrideProperty("camel.main.routesIncludePattern", route == null ? NO_ROUTES : resource(route));
        main.addOverrideProperty("camel.main.autoStartup", "false");
        main.addOverrideProperty("camel.main.durationMaxSeconds", "0");
        main.addOverrideProperty("camel.main.durationMaxIdleSeconds", "0");
        main.addOverrideProperty("camel.main.durationMaxMessages", "0");
        return main;
    }

    private Main main() {
        var main = new Main();
        main.setPropertyPlaceholderLocations(locations());
        main.addMainListener(new LedgerPlace());
        return main;
    }

    /** Twice, because Camel lists the names of the first, and not of what overrules them. */
    private void setProperties(Main main) {
        var all = inBothSpellings();
        all.forEach(main::addInitialProperty);
        all.forEach(main::addOverrideProperty);
    }

    /** A file may have {@code ledger-url} where the line has {@code ledgerUrl}, and the line is to overrule it. */
    private Map<String, String> inBothSpellings() {
        var all = new HashMap<>(properties);
        properties.forEach((name, value) -> {
            if (name.startsWith(COMPONENT)) {
                var option = name.substring(COMPONENT.length());
                all.put(COMPONENT + StringHelper.dashToCamelCase(option), value);
                all.put(COMPONENT + StringHelper.camelCaseToDash(option), value);
            }
        });
        return all;
    }

    /** A context that knows these properties and starts nothing. */
    CamelContext context() {
        var context = new DefaultCamelContext();
        var all = new Properties();
        all.putAll(properties);
        context.getPropertiesComponent().setLocation(locations());
        context.getPropertiesComponent().setInitialProperties(all);
        context.getPropertiesComponent().setOverrideProperties(all);
        return context;
    }

    /** Whether there is a ready route of this path. */
    public boolean has(String route) {
        return isInProject() ? Files.exists(Path.of(route)) : isPacked(route);
    }

    private String resource(String path) {
        if (!isInProject() && !isPacked(PROPERTIES)) {
            throw new IllegalArgumentException("There is no " + PROPERTIES + " or no " + ROUTES + " in "
                    + Path.of("").toAbsolutePath() + ". Start it in the folder of the project");
        }
        if (!has(path)) {
            throw new IllegalArgumentException("There is no ready route " + path);
        }
        return (isInProject() ? "file:" : "classpath:") + path;
    }

    private static boolean isInProject() {
        return Files.exists(Path.of(PROPERTIES)) && Files.exists(Path.of(ROUTES));
    }

    private static boolean isPacked(String path) {
        return JobSettings.class.getClassLoader().getResource(path) != null;
    }

    private String locations() {
        var locations = new ArrayList<String>();
        locations.add(resource(PROPERTIES));
        for (var file : files) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("There is no properties file " + file.toAbsolutePath());
            }
            locations.add("file:" + file);
        }
        // Where two files set the same property, Camel takes the one that it was told of first.
        Collections.reverse(locations);
        return String.join(",", locations);
    }
}
