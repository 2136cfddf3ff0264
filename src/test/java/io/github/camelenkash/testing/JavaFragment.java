package io.github.camelenkash.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.camel.builder.RouteBuilder;

/** Routes in Java as a page shows them: what stands in {@code configure()}, compiled as its reader would. */
public final class JavaFragment {

    private static final String SOURCE = """
            import io.github.camelenkash.api.*;
            import org.apache.camel.builder.RouteBuilder;

            public class Shown extends RouteBuilder {
                @Override
                public void configure() throws Exception {
            %s
                }
            }
            """;

    private JavaFragment() {}

    /** The routes of a fragment; an error of the compiler fails. */
    public static RouteBuilder routes(String fragment) throws ReflectiveOperationException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var files = new InMemory(compiler.getStandardFileManager(problems, null, null));
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var task = compiler.getTask(
                null,
                files,
                problems,
                List.of("-proc:none", "-classpath", classPath),
                null,
                List.of(new Source(SOURCE.formatted(fragment))));
        if (!task.call()) {
            throw new AssertionError(problems.getDiagnostics() + "\n" + fragment);
        }
        return files.load("Shown")
                .asSubclass(RouteBuilder.class)
                .getConstructor()
                .newInstance();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        private Source(String text) {
            super(URI.create("string:///Shown.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler writes, and loads it. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new ConcurrentHashMap<>();

        private InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, unused -> new ByteArrayOutputStream());
                }
            };
        }

        private Class<?> load(String name) throws ClassNotFoundException {
            return new ClassLoader(getClass().getClassLoader()) {
                @Override
                protected Class<?> findClass(String className) throws ClassNotFoundException {
                    var bytes = classes.get(className);
                    if (bytes == null) {
                        throw new ClassNotFoundException(className);
                    }
                    return defineClass(className, bytes.toByteArray(), 0, bytes.size());
                }
            }.loadClass(name);
        }
    }
}
