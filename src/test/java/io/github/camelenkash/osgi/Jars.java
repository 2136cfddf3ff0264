package io.github.camelenkash.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;

/** Where the jars are that a features file names, and jars of test classes. */
final class Jars {

    private static final Pattern MAVEN = Pattern.compile("mvn:([^/]+)/([^/]+)/([^/$]+)");
    private static final Path TEST_CLASSES = Path.of("target/test-classes");

    private Jars() {}

    /** The location with a file in the place of {@code mvn:group/artifact/version}. */
    static String resolved(String location) {
        return MAVEN.matcher(location)
                .replaceFirst(maven -> Matcher.quoteReplacement(file(maven.group(1), maven.group(2), maven.group(3))
                        .toUri()
                        .toString()));
    }

    /** Our jar as it was packed, and of all others the one that the project is built with: it has no other version. */
    private static Path file(String group, String artifact, String version) {
        var name = artifact + "-" + version + ".jar";
        if (group.equals("io.github.camel-enkash")) {
            return Path.of("target", name);
        }
        var inRepository = Path.of(group.replace('.', '/'), artifact, version, name);
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.endsWith(inRepository))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The project has no " + inRepository));
    }

    /** Copies a jar to where a repository of Maven has it. */
    static void copyToRepository(String location, Path repository) throws IOException {
        var maven = MAVEN.matcher(location);
        assertThat(maven.matches()).as(location).isTrue();
        var jar = file(maven.group(1), maven.group(2), maven.group(3));
        var folder = repository.resolve(Path.of(maven.group(1).replace('.', '/'), maven.group(2), maven.group(3)));
        Files.createDirectories(folder);
        Files.copy(jar, folder.resolve(jar.getFileName()));
    }

    /** The local repository, which one of the project's jars lies in: by group, artifact and version. */
    static Path localRepository() throws URISyntaxException {
        var felix = FrameworkFactory.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(felix.toURI()).resolve("../../../../../..").normalize();
    }

    /** Where to install a bundle from that consists of the test classes of one package, and starts with one of them. */
    static String bundle(Class<?> activator, Path folder) throws IOException {
        var jar = folder.resolve(activator.getSimpleName() + ".jar");
        var classes = Path.of(activator.getPackageName().replace('.', '/'));
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.list(TEST_CLASSES.resolve(classes))) {
            for (var file : files.toList()) {
                out.putNextEntry(new JarEntry(classes + "/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        return "wrap:" + jar.toUri() + "$Bundle-SymbolicName=" + activator.getSimpleName() + "&Bundle-Activator="
                + activator.getName() + "&Import-Package=*&Export-Package=!*";
    }
}
