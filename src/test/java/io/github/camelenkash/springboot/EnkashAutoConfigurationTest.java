package io.github.camelenkash.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConfiguration;
import io.github.camelenkash.Environment;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A Spring Boot application as its user writes it: properties, a DataSource bean, and a template. */
class EnkashAutoConfigurationTest {

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    static Path folder;

    private Sandbox sandbox;

    @SpringBootApplication
    static class Application {

        @Bean
        DataSource movements() {
            var dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:file:" + folder.resolve("movements").toAbsolutePath());
            return dataSource;
        }
    }

    @BeforeEach
    void aSandbox() {
        sandbox = ENKASH.sandbox();
    }

    @Test
    void theBalanceIsReadAndAMovementGoesThroughTheLedgerOfADataSourceBean() {
        try (var application = run("camel.component.enkash.ledger-data-source=#bean:movements")) {
            var template = application.getBean(ProducerTemplate.class);

            var account = template.requestBody("enkash:balance", null, RewardAccount.class);
            assertThat(account.availableBalance()).isEqualByComparingTo("1000000");
            assertThat(pay(template, "BOOT-1").outcome()).isEqualTo(Outcome.PAID);
        }
        try (var application = run("camel.component.enkash.ledger-data-source=#bean:movements")) {
            assertThat(pay(application.getBean(ProducerTemplate.class), "BOOT-1")
                            .outcome())
                    .isEqualTo(Outcome.ALREADY_PAID);
        }
        assertThat(sandbox.books().credits("BOOT-1")).isEqualTo(1);
    }

    @Test
    void optionsAreTakenInEverySpellingOfSpringBoots() {
        try (var application = run("camel.component.enkash.bulkSize=7", "camel.component.enkash.settle-in-call=3s")) {
            assertThat(configuration(application).getBulkSize()).isEqualTo(7);
            assertThat(configuration(application).getSettleInCall()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void environmentVariablesAreTaken() {
        var builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
        builder.initializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of("CAMEL_COMPONENT_ENKASH_CARDACCOUNTID", "CA-FROM-ENV"))));
        try (var application = builder.run(arguments())) {
            assertThat(configuration(application).getCardAccountId()).isEqualTo("CA-FROM-ENV");
        }
    }

    @Test
    void aNameThatIsNoOptionEndsTheStartAndItsValueIsNotRepeated() {
        assertThatThrownBy(() -> component(run("camel.component.enkash.passwrod=hush-hush")))
                .hasStackTraceContaining("camel.component.enkash.passwrod is no option")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("hush-hush"));
    }

    @Test
    void aValueThatCannotBeUsedIsNotRepeated() {
        assertThatThrownBy(() -> component(run("camel.component.enkash.bulk-size=hush-hush")))
                .hasStackTraceContaining("bulk-size cannot be used")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("hush-hush"));
    }

    @Test
    void itCanBeSwitchedOff() {
        try (var application = run("camel.component.enkash.enabled=false")) {
            assertThat(configuration(application).getEnvironment()).isEqualTo(Environment.custom);
        }
    }

    private ConfigurableApplicationContext run(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments(properties));
    }

    private String[] arguments(String... properties) {
        var options = new LinkedHashMap<String, String>();
        sandbox.options().forEach((name, value) -> options.put("camel.component.enkash." + name, value));
        options.put("camel.component.enkash.environment", "sandbox");
        options.put("camel.main.run-controller", "false");
        options.put("spring.main.banner-mode", "off");
        var arguments = new ArrayList<String>();
        options.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        for (var property : properties) {
            arguments.add("--" + property);
        }
        return arguments.toArray(String[]::new);
    }

    private static MovementReceipt pay(ProducerTemplate template, String reference) {
        Map<String, Object> award = Map.of(
                "title", "Ms",
                "firstName", "Asha",
                "gender", "F",
                "email", "asha@example.in",
                "mobile", "9000000123",
                "points", "250.50",
                "reference", reference);
        return template.requestBody("enkash:allocate", award, MovementReceipt.class);
    }

    private static EnkashConfiguration configuration(ConfigurableApplicationContext application) {
        return component(application).getConfiguration();
    }

    private static EnkashComponent component(ConfigurableApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("enkash", EnkashComponent.class);
    }

    private static String stackTrace(Throwable failure) {
        var text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
