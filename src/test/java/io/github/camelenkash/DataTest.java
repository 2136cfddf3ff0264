package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.VoucherOrder;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers go straight to JSON, to maps (CSV, templates) and to the parameters of {@code sql:}. */
class DataTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void anAnswerIsAMapWhereCamelWantsOne() {
        var receipt = enkash.ask("enkash:allocate", award("HR-1", 1, "250.50"), MovementReceipt.class);

        var map = enkash.context().getTypeConverter().convertTo(Map.class, receipt);
        assertThat(map)
                .containsEntry("reference", "HR-1")
                .containsEntry("outcome", "PAID")
                .containsEntry("direction", "CR")
                .containsEntry("points", receipt.points())
                .containsEntry("settled", false)
                .doesNotContainKey("raw");
        assertThat(map.keySet().iterator().next()).as("in their order").isEqualTo("reference");
    }

    @Test
    void whatIsInsideAnAnswerIsAMapToo() {
        enkash.ask(
                "enkash:createOrder",
                Map.of("reference", "PO-1", "productCatalogId", "PCDEMO02", "denomination", 250, "quantity", 1),
                MovementReceipt.class);
        var order = enkash.ask("enkash:order", "PO-1", VoucherOrder.class);

        assertThat(order.toMap().get("vouchers"))
                .isEqualTo(List.of(new LinkedHashMap<>(order.vouchers().get(0).toMap())));
    }

    @Test
    void aReceiptGoesIntoADatabaseByNamedParameters() throws Exception {
        enkash.context().getRegistry().bind("payroll", DataSource.class, database());
        enkash.routes(r -> r.from("direct:pay")
                .to("enkash:allocate")
                .to("sql:insert into paid values (:#reference, :#cardId, :#points, :#outcome)?dataSource=#payroll"
                        + "&noop=true")
                .to("sql:insert into cards values (:#${body.cardId})?dataSource=#payroll"));

        assertThat(enkash.send("direct:pay", award("HR-1", 1, "250.50")).getException())
                .isNull();

        var rows = rows("select * from paid");
        assertThat(rows).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("REFERENCE", "HR-1")
                .containsEntry(
                        "CARD_ID", sandbox.books().cardOf("asha1@example.in").cardId())
                .containsEntry("OUTCOME", "PAID"));
        assertThat(rows("select * from cards")).hasSize(1);
    }

    @Test
    void theRowsOfABulkCallGoIntoADatabaseOneByOne() throws Exception {
        enkash.context().getRegistry().bind("payroll", DataSource.class, database());
        enkash.routes(r -> r.from("direct:pay")
                .to("enkash:bulkAllocate")
                .split(r.body())
                .to("sql:insert into paid values (:#reference, :#cardId, :#points, :#outcome)?dataSource=#payroll"));

        assertThat(enkash.send("direct:pay", List.of(award("HR-1", 1, 10), award("HR-2", 2, 20)))
                        .getException())
                .isNull();
        assertThat(rows("select * from paid")).hasSize(2);
    }

    @Test
    void aListOfAnswersGoesToJsonWithAmountsAsTheyAre() {
        enkash.ask("enkash:allocate", award("HR-1", 1, "250.50"), MovementReceipt.class);
        enkash.routes(r -> r.from("direct:cards").to("enkash:cards").marshal().json());

        var json = enkash.send("direct:cards", (Object) null).getMessage().getBody(String.class);
        assertThat(json)
                .startsWith("[{\"cardId\":")
                .contains("\"otbBalance\":250.50")
                .doesNotContain("raw");
    }

    @Test
    void everyAnswerIsData() {
        assertThat(List.of(Card.class, RowResult.class, MovementReceipt.class))
                .allSatisfy(type -> assertThat(Data.class).isAssignableFrom(type));
    }

    private JdbcDataSource database() throws Exception {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:payroll;DB_CLOSE_DELAY=-1");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop all objects");
            statement.execute("create table paid (reference varchar, card_id varchar, points decimal(9,2),"
                    + " outcome varchar)");
            statement.execute("create table cards (card_id varchar)");
        }
        return database;
    }

    @SuppressWarnings("unchecked") // what camel-sql answers a select with
    private List<Map<String, Object>> rows(String select) {
        Exchange exchange = enkash.send("sql:" + select + "?dataSource=#payroll", (Object) null);
        return (List<Map<String, Object>>) exchange.getMessage().getBody();
    }
}
