package io.github.camelenkash.sandbox;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A sandbox for a JUnit 5 test class: started once, reset before each test, closed at the end. Use it as
 * {@code @RegisterExtension static SandboxExtension enkash = new SandboxExtension();} and ask it for
 * {@link #sandbox()}, or as {@code @ExtendWith(SandboxExtension.class)} with a parameter of type {@link Sandbox}.
 */
public final class SandboxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    private final UnaryOperator<Sandbox.Builder> configuration;
    private volatile Sandbox sandbox;

    /** Standard behaviour. */
    public SandboxExtension() {
        this(builder -> builder);
    }

    /** Another behaviour, port or clock: {@code new SandboxExtension(builder -> builder.clock(clock))}. */
    public SandboxExtension(UnaryOperator<Sandbox.Builder> configuration) {
        this.configuration = configuration;
    }

    /** The sandbox of the running test class. */
    public Sandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("No test is running: declare the extension static to use it in @BeforeAll");
        }
        return sandbox;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox = in(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sandbox = in(context);
        sandbox.reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return in(context);
    }

    /** The store closes it with the context that asked first; a nested class finds the one of its outer class. */
    private Sandbox in(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(this, unused -> new Owned(start()), Owned.class)
                .sandbox();
    }

    private Sandbox start() {
        return configuration.apply(Sandbox.builder()).start();
    }

    /** Two interfaces for one thing: JUnit since 5.13 closes the one, before it closed only the other. */
    @SuppressWarnings("deprecation")
    private record Owned(Sandbox sandbox) implements AutoCloseable, ExtensionContext.Store.CloseableResource {

        @Override
        public void close() {
            sandbox.close();
        }
    }
}
