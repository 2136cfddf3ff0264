/**
 * The command: what people and scripts do with reward files and movements, without writing a route.
 *
 * <pre>
 * java -jar camel-enkash-runnable.jar pay diwali.csv --properties uat.properties
 * </pre>
 *
 * <p>{@link io.github.camelenkash.flows.command.EnkashCommand} lists the commands and makes picocli read the line. Each
 * command is a {@code Task}: it does its work, in a {@code Session} where it needs Camel, and gives an {@code Answer}, which
 * is printed as text or as one JSON object. {@link io.github.camelenkash.flows.command.ExitCode} says what every exit code
 * means.
 *
 * <p>It uses {@code flows} and the component through what is public, and picocli. It decides nothing about money: a file is
 * paid by the same route as in a drop folder, a movement is settled and closed by the component.
 */
package io.github.camelenkash.flows.command;
