package io.github.camelenkash;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.RejectedException;
import org.apache.camel.builder.RouteBuilder;

public class ReadmeRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:spot-award")
                .doTry()
                .to("enkash:allocate")
                .log("${body.reference} ${body.outcome}: ${body.points} points, the card holds ${body.otbBalance}")
                .doCatch(InvalidRequestException.class, RejectedException.class)
                .log("Nothing moved: ${exception.message}")
                .end();
    }
}
