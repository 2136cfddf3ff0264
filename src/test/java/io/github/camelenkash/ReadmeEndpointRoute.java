package io.github.camelenkash;

import io.github.camelenkash.endpoint.dsl.EnkashEndpointBuilderFactory.EnkashBuilders;
import io.github.camelenkash.ledger.UnknownPolicy;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

public class ReadmeEndpointRoute extends EndpointRouteBuilder implements EnkashBuilders {

    @Override
    public void configure() {
        from(direct("spot-award"))
                .to(enkash("allocate").unknownPolicy(UnknownPolicy.park).settleInCall("5s"))
                .log("${body.reference} ${header." + enkash().enkashOutcome() + "}");
    }
}
