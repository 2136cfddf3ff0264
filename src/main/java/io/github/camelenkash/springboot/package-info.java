/**
 * Spring Boot: binds {@code camel.component.enkash.*} to the component before any route uses it. It needs
 * {@code camel-spring-boot} on the class path and nothing else; without it nobody loads this package.
 *
 * <pre>
 * camel.component.enkash.environment=sandbox
 * camel.component.enkash.ledger-data-source=#bean:dataSource
 * </pre>
 *
 * <p>{@code META-INF/spring-configuration-metadata.json} lets IDEs complete the names; it is made from the catalogue, and
 * a test keeps the two equal. Knows the Camel layer's component class only.
 */
package io.github.camelenkash.springboot;
