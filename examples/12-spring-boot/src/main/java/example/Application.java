package example;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Runs the routes in {@code src/main/resources/camel}. */
@SpringBootApplication
public class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    /**
     * The database in which the component remembers what is paid ({@code ledger-data-source} in application.properties). It
     * is for that alone: what the ledger has committed must not be taken back with a transaction of the application.
     */
    @Bean
    @ConfigurationProperties("ledger")
    DataSource movements() {
        return new HikariDataSource();
    }
}
