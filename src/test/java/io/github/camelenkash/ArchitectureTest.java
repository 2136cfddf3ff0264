package io.github.camelenkash;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the arrows between the packages, so that each stays usable, testable and packable without the others.
 *
 * <pre>
 *   flows ──► Camel layer ──► client ──► api ◄── sandbox (OfflineService only)
 *     └────────► api    └───► ledger ──► api
 * </pre>
 */
class ArchitectureTest {
    private static final String ROOT = "io.github.camelenkash";
    private static final String API = ROOT + ".api..";
    private static final String CLIENT = ROOT + ".client..";
    private static final String LEDGER = ROOT + ".ledger..";
    private static final String FLOWS = ROOT + ".flows..";
    private static final String COMMAND = ROOT + ".flows.command..";
    private static final String REPORT = ROOT + ".flows.report..";
    private static final String SANDBOX = ROOT + ".sandbox..";
    private static final String SPRING_BOOT = ROOT + ".springboot..";
    private static final String ENDPOINT = ROOT + ".endpoint..";

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage(ROOT + "..");

    /** The sandbox is found through this one type, whether it is on the class path or not. */
    private static final DescribedPredicate<JavaClass> OFFLINE_SERVICE =
            DescribedPredicate.describe("are OfflineService or nested in it", type -> type.getName()
                    .matches("\\Q" + ROOT + ".api.OfflineService\\E(\\$.*)?"));

    private static final DescribedPredicate<JavaClass> THE_CONSOLE =
            DescribedPredicate.describe("the console of flows", type -> type.getName()
                    .matches("\\Q" + ROOT + ".flows.\\E(\\w*Console|command\\.(EnkashCommand|Terminal))(\\$.*)?"));

    private static JavaClasses main;
    private static JavaClasses mainAndTests;

    @BeforeAll
    static void readTheClasses() {
        main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        mainAndTests = new ClassFileImporter().importPackages(ROOT);
    }

    @Test
    void theServiceInWordsKnowsNoneOfOurPackages() {
        onlyKnows(API, resideInAPackage(API));
    }

    @Test
    void theClientKnowsOnlyTheServiceInWords() {
        onlyKnows(CLIENT, resideInAnyPackage(CLIENT, API));
    }

    @Test
    void theLedgerKnowsOnlyTheServiceInWords() {
        onlyKnows(LEDGER, resideInAnyPackage(LEDGER, API));
    }

    @Test
    void theSandboxKnowsOnlyTheSeamThroughWhichItIsFound() {
        onlyKnows(SANDBOX, resideInAPackage(SANDBOX).or(OFFLINE_SERVICE));
    }

    @Test
    void theCamelLayerKnowsNeitherFlowsNorSandbox() {
        onlyKnows(ROOT, resideInAnyPackage(ROOT, API, CLIENT, LEDGER));
    }

    @Test
    void springBootIsOnlyTaughtToConfigureTheComponent() {
        onlyKnows(SPRING_BOOT, resideInAnyPackage(SPRING_BOOT, ROOT));
        noClasses()
                .that()
                .resideOutsideOfPackage(SPRING_BOOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(main);
    }

    @Test
    void theEndpointDslKnowsTypesOfOptionsOnlyAndNobodyElseKnowsCamelsPart() {
        onlyKnows(ENDPOINT, resideInAnyPackage(ENDPOINT, ROOT, API, CLIENT, LEDGER));
        noClasses()
                .that()
                .resideOutsideOfPackage(ENDPOINT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENDPOINT, "org.apache.camel.builder.endpoint..")
                .because("an application may leave it out")
                .check(main);
    }

    @Test
    void theComponentNeedsNeitherMicrometerNorTelemetry() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Meters")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .because("an application may leave it out")
                .check(main);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".EnkashSpanDecorator")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.telemetry..")
                .because("an application may leave it out")
                .check(main);
    }

    @Test
    void flowsUseTheComponentLikeAnyRouteDoes() {
        onlyKnows(FLOWS, resideInAnyPackage(FLOWS, ROOT, API));
    }

    @Test
    void nobodyKnowsTheCommandAndNobodyElseReadsACommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(COMMAND)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COMMAND, "picocli..")
                .because("a route that uses the flows needs neither")
                .check(main);
    }

    @Test
    void thePageOfAFileKnowsNobodyAndNobodyElseKnowsFreeMarker() {
        onlyKnows(REPORT, resideInAPackage(REPORT));
        noClasses()
                .that()
                .resideOutsideOfPackage(REPORT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("freemarker..")
                .because("an application may leave it out")
                .check(main);
    }

    @ParameterizedTest
    @ValueSource(strings = {API, CLIENT, LEDGER, SANDBOX, REPORT})
    void onlyTheCamelLayerAndFlowsKnowCamel(String withoutCamel) {
        noClasses()
                .that()
                .resideInAPackage(withoutCamel)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(main);
    }

    @ParameterizedTest
    @ValueSource(strings = {API, LEDGER})
    void whatIsSentAndWhetherItMayBeSentDoNotKnowHttp(String withoutHttp) {
        noClasses()
                .that()
                .resideInAPackage(withoutHttp)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "java.net.http..", "com.sun.net.httpserver..")
                .check(main);
    }

    @Test
    void onlyTheLedgerGivesPermissionToMoveValue() {
        classes()
                .that()
                .areAssignableTo(ROOT + ".api.Permit")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".api.Permit")
                .should()
                .resideInAPackage(LEDGER)
                .because("a movement that was not entered in the ledger first could be paid twice")
                .check(mainAndTests);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(JavaClass.Predicates.assignableTo(Thread.class)
                                .or(JavaClass.Predicates.assignableTo(TimeUnit.class))))
                        .and(target(name("sleep"))))
                .because("a sleep can be neither woken by a shutdown nor skipped by a test's clock")
                .check(mainAndTests);
    }

    @Test
    void onlyTheMainJobWritesToTheConsole() {
        noClasses()
                .that(are(not(THE_CONSOLE)))
                .should(ACCESS_STANDARD_STREAMS)
                .because("a component speaks through its log")
                .check(main);
    }

    @Test
    void nothingUsesTheLogOfTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("users configure one log, through SLF4J")
                .check(mainAndTests);
    }

    /** Reads the sources: a package-info without annotations leaves no class file behind. */
    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            var packages = sources.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
            assertThat(packages).isNotEmpty().allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                    .content()
                    .as("javadoc of %s", folder)
                    .contains("/**"));
        }
    }

    private static void onlyKnows(String packages, DescribedPredicate<JavaClass> known) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(OURS.and(not(known)))
                .check(main);
    }
}
