/**
 * The endpoint DSL: {@code enkash:} in Java routes with a method for each option and header, so that the compiler and the
 * IDE know their names and types. It needs {@code org.apache.camel:camel-endpointdsl} on the class path; without it nobody
 * loads this package.
 *
 * <pre>{@code
 * public class SpotAwards extends EndpointRouteBuilder implements EnkashEndpointBuilderFactory.EnkashBuilders {
 *     public void configure() {
 *         from(direct("spot-award"))
 *                 .to(enkash("allocate").program(Program.incentive).settleInCall("5s"))
 *                 .log("${header." + enkash().enkashOutcome() + "}");
 *     }
 * }
 * }</pre>
 *
 * <p>Where a route extends something else, {@code StaticEndpointBuilders.enkash} is for a static import. All classes here and
 * in {@code dsl} are made by Camel's generator from the catalogue entry, in each build; they are committed, and laid out as
 * {@code org.apache.camel.builder.endpoint} is.
 */
package io.github.camelenkash.endpoint;
