package example;

import org.apache.camel.builder.RouteBuilder;

/**
 * Pays each award that is dropped as a JSON file into {@code work/awards}, and says what became of it. A file that fails
 * lies in {@code work/awards/failed} for another try; the ledger sees to it that no award is paid twice.
 */
public class AwardRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("file:work/awards?initialDelay=0&include=.*\\.json&readLock=changed&moveFailed=failed")
                .routeId("award")
                .toV("enkash:balance", null, "account")
                .log("The account holds ${variable.account.availableBalance} points")
                .to("enkash:allocate")
                .log("${body.reference} ${body.outcome}: ${body.points} points");
    }
}
