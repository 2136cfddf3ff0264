package io.github.camelenkash.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/**
 * A page of the documentation, in Markdown or AsciiDoc: what its generated parts, code, headings and links are. A part that
 * is made from the code stands between markers, {@code <!-- name:start -->} or {@code // name: START}.
 */
public final class DocumentPage {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ADOC_LINK = Pattern.compile("(?:\\b(?:link|xref):|\\bimage::?)([^\\[\\s]+)\\[");
    private static final Pattern ADOC_CROSS_REFERENCE = Pattern.compile("<<([^,>]+)[^>]*>>");
    private static final Pattern ADOC_ID = Pattern.compile("\\[(?:#|\\[)([\\w-]+)[^\\]]*]+");
    private static final Pattern ADOC_LANGUAGE = Pattern.compile("\\[source,\\s*(\\w+).*]");

    private final Path file;
    private final boolean ascii;

    private DocumentPage(Path file) {
        this.file = file;
        ascii = file.toString().endsWith(".adoc");
    }

    /** A piece of code, the language it is marked with, and the id of the heading under which it stands. */
    public record Code(String section, String language, String text) {}

    /** The page in a file, its path from the project's folder. */
    public static DocumentPage of(String file) {
        return new DocumentPage(Path.of(file));
    }

    /** All pages for readers: of the project, of the documentation, and of the examples. */
    public static List<DocumentPage> all() throws IOException {
        var pages = new ArrayList<DocumentPage>();
        pages.add(of("README.md"));
        for (var folder : List.of("src/main/docs", "examples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().matches(".*\\.(md|adoc)"))
                        .sorted()
                        .forEach(file -> pages.add(new DocumentPage(file)));
            }
        }
        return pages;
    }

    public Path file() {
        return file;
    }

    public String text() throws IOException {
        return Files.readString(file);
    }

    /** What stands between two markers. */
    public String block(String name) throws IOException {
        var text = text();
        int start = text.indexOf(start(name));
        int end = text.indexOf(end(name));
        Assertions.assertThat(start).as("%s has '%s'", file, start(name)).isNotNegative();
        Assertions.assertThat(end).as("%s has '%s'", file, end(name)).isGreaterThan(start);
        return text.substring(start + start(name).length(), end);
    }

    /** Fails where a block is not as the code makes it; writes it so with {@code -Dreadme.write=true}. */
    public void check(String name, String expected) throws IOException {
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(file, text().replace(marked(name, block(name)), marked(name, expected)));
        }
        Assertions.assertThat(block(name))
                .as("block '%s' of %s; write it with -Dreadme.write=true", name, file)
                .isEqualTo(expected);
    }

    private String marked(String name, String content) {
        return start(name) + content + end(name);
    }

    private String start(String name) {
        return ascii ? "// " + name + ": START\n" : "<!-- " + name + ":start -->\n";
    }

    private String end(String name) {
        return ascii ? "// " + name + ": END" : "<!-- " + name + ":end -->";
    }

    /** What is between the fences of a block of code in a Markdown page. */
    public String fenced(String name) throws IOException {
        var block = block(name);
        return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
    }

    /** The cells of the rows of a table in Markdown between two markers, without its head. */
    public List<List<String>> rows(String name) throws IOException {
        return block(name)
                .lines()
                .skip(2)
                .map(line ->
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
    }

    /** All pieces of code, in the order of the page. */
    public List<Code> code() throws IOException {
        var found = new ArrayList<Code>();
        read(new Reader() {
            @Override
            void code(String section, String language, String text) {
                found.add(new Code(section, language, text));
            }
        });
        return found;
    }

    /** The ids that a link may lead to, as GitHub and Asciidoctor make them. */
    public Set<String> anchors() throws IOException {
        var anchors = new LinkedHashSet<String>();
        read(new Reader() {
            @Override
            void heading(String id) {
                anchors.add(id);
            }
        });
        return anchors;
    }

    /** Where the page leads to, outside of code, without what is on other sites. */
    public List<String> links() throws IOException {
        var links = new ArrayList<String>();
        Consumer<String> add = link -> {
            if (!link.matches("[a-z]+:.*")) {
                links.add(link.replace("{mdext}", ".md"));
            }
        };
        read(new Reader() {
            @Override
            void prose(String line) {
                if (ascii) {
                    ADOC_LINK.matcher(line).results().forEach(found -> add.accept(found.group(1)));
                    ADOC_CROSS_REFERENCE.matcher(line).results().forEach(found -> add.accept("#" + found.group(1)));
                } else {
                    LINK.matcher(line.replaceAll("`[^`]*`", "")).results().forEach(found -> add.accept(found.group(1)));
                }
            }
        });
        return links;
    }

    /** Whoever wants something of a page. */
    private abstract static class Reader {

        void heading(String id) {}

        void prose(String line) {}

        void code(String section, String language, String text) {}
    }

    private void read(Reader reader) throws IOException {
        String section = "";
        String explicit = null;
        String language = "";
        String fence = null;
        var code = new StringBuilder();
        Map<String, Integer> slugs = new HashMap<>();
        for (var line : text().lines().toList()) {
            if (fence != null) {
                if (line.strip().equals(fence)) {
                    reader.code(section, language, code.toString());
                    fence = null;
                    language = "";
                } else {
                    code.append(line).append('\n');
                }
            } else if (line.strip().startsWith(ascii ? "----" : "```")) {
                fence = ascii ? "----" : "```";
                language = ascii ? language : line.strip().substring(3);
                code.setLength(0);
            } else if (line.matches(ascii ? "={1,6} .*" : "#{1,6} .*")) {
                var slug = slug(line.replaceFirst("^\\S+ ", ""));
                int before = slugs.merge(slug, 1, Integer::sum) - 1;
                section = explicit != null ? explicit : before == 0 ? slug : slug + "-" + before;
                explicit = null;
                reader.heading(section);
            } else if (ascii && ADOC_LANGUAGE.matcher(line).matches()) {
                language = ADOC_LANGUAGE.matcher(line).replaceAll("$1");
            } else if (ascii && ADOC_ID.matcher(line).matches()) {
                explicit = ADOC_ID.matcher(line).replaceAll("$1");
            } else {
                reader.prose(line);
            }
        }
        Assertions.assertThat(fence).as("%s: code that does not end", file).isNull();
    }

    /** GitHub's; Asciidoctor's with {@code :idprefix:} and {@code :idseparator: -} is the same for what we call sections. */
    private static String slug(String heading) {
        return heading.strip()
                .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return file.toString().replace('\\', '/');
    }
}
