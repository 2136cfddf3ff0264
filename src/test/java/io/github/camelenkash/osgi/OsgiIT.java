package io.github.camelenkash.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.osgi.application.Application;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** The packed component jar as a bundle, in Felix, with the bundles of the features file and the user's own. */
class OsgiIT {

    private static final String COMPONENT = "io.github.camelenkash";
    /** Where a filter begins with a package of Camel itself, Jackson, HttpClient, SLF4J, or the JDK. */
    private static final Pattern INHERITED = Pattern.compile("(\\(&)?\\(osgi\\.wiring\\.package=("
            + "org\\.apache\\.camel(\\.(health|spi|support|util)(\\.\\w+)*)?"
            + "|com\\.fasterxml\\.jackson\\.(annotation|core|databind)(\\.\\w+)*"
            + "|org\\.apache\\.hc\\.(client5|core5)(\\.\\w+)*"
            + "|org\\.slf4j|javax\\.(crypto|net|sql)(\\.\\w+)*)\\)");

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Felix felix;
    private final List<Bundle> bundles = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.started();
        // Plain requests it refuses anyway.
        sandbox.behaviour().set(Assumption.ENCRYPTED_RESPONSES, true);
        felix = Felix.started(
                folder, Map.of("enkash.options", folder.resolve("options").toString()));
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
        sandbox.close();
    }

    /** Installs a feature and the user's bundle beside it, and starts all of them. */
    private void run(String feature, Map<String, String> ledger) throws Exception {
        var options = new Properties();
        options.putAll(sandbox.options());
        options.putAll(ledger);
        try (var out = Files.newOutputStream(folder.resolve("options"))) {
            options.store(out, null);
        }
        for (var location : KarafFeatures.read().bundles(feature)) {
            bundles.add(felix.install(location));
        }
        bundles.add(felix.install(Jars.bundle(Application.class, folder)));
        for (var bundle : bundles) {
            bundle.start();
        }
    }

    @SuppressWarnings("unchecked")
    private String send(String route, String body) {
        return ((BinaryOperator<String>) felix.service(BinaryOperator.class)).apply(route, body);
    }

    @Test
    void aRoutePaysOnceThroughALedgerThatOutlivesTheBundles() throws Exception {
        run("camel-enkash-ledger", Map.of("ledgerUrl", "jdbc:h2:file:" + folder.resolve("movements")));
        assertThat(bundles).allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);

        assertThat(send("direct:balance", "")).isEqualTo("1000000");
        assertThat(send("direct:award", Application.AWARD)).isEqualTo("PAID 250.50");
        assertThat(sandbox.books().credits("OSGI-1")).isEqualTo(1);
        assertThat(send("direct:balance", "")).isEqualTo("999749.50");

        restart(COMPONENT, Application.class.getSimpleName());
        assertThat(send("direct:award", Application.AWARD)).startsWith("ALREADY_PAID");
        assertThat(sandbox.books().credits("OSGI-1")).isEqualTo(1);
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
        assertThat(folder.resolve("movements.mv.db")).isNotEmptyFile();
    }

    private void restart(String... names) throws Exception {
        var again = bundles.stream()
                .filter(bundle -> List.of(names).contains(bundle.getSymbolicName()))
                .toList();
        assertThat(again).hasSameSizeAs(names);
        for (var bundle : again) {
            bundle.stop();
        }
        for (var bundle : again) {
            bundle.start();
        }
    }

    @Test
    void withoutADurableLedgerItNeedsNoneOfItsBundles() throws Exception {
        run("camel-enkash", Map.of());
        assertThat(bundles)
                .allMatch(bundle -> bundle.getState() == Bundle.ACTIVE)
                .extracting(Bundle::getSymbolicName)
                .contains(COMPONENT)
                .doesNotContain("flyway-core", "com.zaxxer.HikariCP", "com.h2database");

        assertThat(send("direct:award", Application.AWARD)).isEqualTo("PAID 250.50");
        assertThat(sandbox.books().credits("OSGI-1")).isEqualTo(1);
    }

    @Test
    void itExportsWhatRoutesBeansAndOptionsName() throws Exception {
        assertThat(component().getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE))
                .extracting(OsgiIT::name)
                .containsExactlyInAnyOrder(
                        COMPONENT,
                        COMPONENT + ".api",
                        COMPONENT + ".client",
                        COMPONENT + ".endpoint",
                        COMPONENT + ".endpoint.dsl",
                        COMPONENT + ".ledger");
    }

    @Test
    void itsMandatoryImportsAreOfWhatEveryUserInherits() throws Exception {
        assertThat(component().getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE))
                .filteredOn(OsgiIT::isMandatory)
                .extracting(OsgiIT::filter)
                .isNotEmpty()
                .allMatch(filter -> INHERITED.matcher(filter).lookingAt());
    }

    private BundleRevision component() throws Exception {
        return felix.install(KarafFeatures.read().component()).adapt(BundleRevision.class);
    }

    private static String name(BundleCapability exported) {
        return (String) exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
    }

    private static boolean isMandatory(BundleRequirement imported) {
        return !PackageNamespace.RESOLUTION_OPTIONAL.equals(
                imported.getDirectives().get(PackageNamespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private static String filter(BundleRequirement imported) {
        return imported.getDirectives().get(PackageNamespace.REQUIREMENT_FILTER_DIRECTIVE);
    }
}
