package io.github.camelenkash.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.ops4j.pax.url.wrap.Handler;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * Felix within the test's JVM. Of the test's class path its bundles see SLF4J and OSGi's own packages, and nothing else:
 * neither by the framework's parents nor by a thread's class loader.
 */
final class Felix implements AutoCloseable {

    private static final Path BUNDLES = Path.of("target/osgi/bundles");
    /** By address, because making them takes longer than all the rest. */
    private static final Map<String, URI> WRAPPED = new ConcurrentHashMap<>();

    private final ClassLoader loaderBefore = Thread.currentThread().getContextClassLoader();
    private final Framework framework;

    private Felix(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts without any bundle.
     *
     * @param properties what bundles can ask the framework for
     */
    static Felix started(Path folder, Map<String, String> properties) throws BundleException {
        var settings = new HashMap<>(properties);
        settings.put("org.osgi.framework.storage", folder.resolve("bundles").toString());
        // The same two versions that Karaf's logging has.
        settings.put(
                "org.osgi.framework.system.packages.extra",
                Stream.of("org.slf4j", "org.slf4j.spi", "org.slf4j.event", "org.slf4j.helpers")
                        .map(name -> name + ";version=1.7.36," + name + ";version=2.0.6")
                        .reduce((some, more) -> some + "," + more)
                        .orElseThrow());
        settings.put("felix.bootdelegation.implicit", "false");
        // It would be for the whole JVM.
        settings.put("felix.service.urlhandlers", "false");
        var felix = new Felix(new FrameworkFactory().newFramework(settings));
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        felix.framework.start();
        return felix;
    }

    /** Installs what a features file names, such as {@code mvn:group/artifact/version} or {@code wrap:mvn:…$Header=value}. */
    Bundle install(String location) throws IOException, BundleException {
        var address = Jars.resolved(location);
        var file = address.startsWith("wrap:") ? WRAPPED.computeIfAbsent(address, Felix::wrap) : URI.create(address);
        try (var in = file.toURL().openStream()) {
            return framework.getBundleContext().installBundle(location, in);
        }
    }

    private static URI wrap(String address) {
        try {
            Files.createDirectories(BUNDLES);
            var jar = address.replaceFirst("\\$.*", "");
            var bundle = BUNDLES.resolve(jar.substring(jar.lastIndexOf('/') + 1));
            try (var in = new URL(null, address, new Handler()).openStream()) {
                Files.copy(in, bundle, StandardCopyOption.REPLACE_EXISTING);
            }
            return bundle.toUri();
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }

    /** The one service of a type. */
    <S> S service(Class<S> type) {
        var context = framework.getBundleContext();
        var reference = context.getServiceReference(type);
        assertThat(reference).as(type.getName()).isNotNull();
        return context.getService(reference);
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        Thread.currentThread().setContextClassLoader(loaderBefore);
        framework.stop();
        assertThat(framework.waitForStop(30_000).getType()).isEqualTo(FrameworkEvent.STOPPED);
    }
}
