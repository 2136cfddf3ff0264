package io.github.camelenkash.bench;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConfiguration;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.lab.HandWrittenRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that is sent to as users send to routes: (b) the one written by hand, (c) this component's endpoints. */
final class CamelContender implements Contender {

    private static final String ROUTE = "direct:bench";

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final String uri;
    private final LongFunction<Object> body;
    private final int rows;

    private CamelContender(
            String uri, RoutesBuilder routes, Consumer<CamelContext> setting, LongFunction<Object> body, int rows)
            throws Exception {
        this.uri = uri;
        this.body = body;
        this.rows = rows;
        setting.accept(context);
        context.addRoutes(routes);
        context.start();
        template = context.createProducerTemplate();
    }

    /**
     * (b) The best that somebody who knows Camel would write.
     *
     * @param pool parameters of the {@code http:} endpoint that set its pool
     */
    static Contender byHand(Place place, String pool) throws Exception {
        return new CamelContender(
                HandWrittenRoute.PAY, new HandWrittenRoute(place.options(), 0, pool), context -> {}, place::award, 1);
    }

    /** (c) A read. */
    static Contender balance(Place place) throws Exception {
        return own(place, "enkash:balance", options -> {}, number -> null, 0);
    }

    /** (c) A movement. */
    static Contender allocate(Place place, Consumer<EnkashConfiguration> ledger) throws Exception {
        return own(place, "enkash:allocate", ledger, place::award, 1);
    }

    /** (c) Many movements a call. */
    static Contender bulk(Place place, Consumer<EnkashConfiguration> ledger, int rows) throws Exception {
        return own(
                place,
                "enkash:bulkAllocate?bulkSize=" + rows,
                ledger,
                number -> {
                    var awards = new ArrayList<Map<String, Object>>();
                    for (int i = 0; i < rows; i++) {
                        awards.add(place.award(number * rows + i));
                    }
                    return awards;
                },
                rows);
    }

    private static Contender own(
            Place place, String endpoint, Consumer<EnkashConfiguration> ledger, LongFunction<Object> body, int rows)
            throws Exception {
        var route = new RouteBuilder() {
            @Override
            public void configure() {
                from(ROUTE).to(endpoint);
            }
        };
        return new CamelContender(ROUTE, route, context -> set(context, place, ledger), body, rows);
    }

    private static void set(CamelContext context, Place place, Consumer<EnkashConfiguration> ledger) {
        var options = context.getComponent("enkash", EnkashComponent.class).getConfiguration();
        var values = place.options();
        options.setApiUrl(values.get("apiUrl"));
        options.setPartnerId(values.get("partnerId"));
        options.setCompanyId(values.get("companyId"));
        options.setCardAccountId(values.get("cardAccountId"));
        options.setUsername(values.get("username"));
        options.setPassword(values.get("password"));
        options.setClientId(values.get("clientId"));
        options.setClientSecret(values.get("clientSecret"));
        ledger.accept(options);
    }

    @Override
    public int call(long number) throws Exception {
        Exchange answer =
                template.request(uri, exchange -> exchange.getMessage().setBody(body.apply(number)));
        if (answer.getException() != null) {
            throw answer.getException();
        }
        if (rows > 1) {
            for (var row : answer.getMessage().getBody(List.class)) {
                if (((RowResult) row).outcome() != Outcome.PAID) {
                    throw new IOException("Not paid: " + row);
                }
            }
        }
        return rows;
    }

    @Override
    public void close() throws Exception {
        template.close();
        context.close();
    }
}
