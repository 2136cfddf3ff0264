package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/** Camel's dev console {@code enkash-files}: how far the reward files are that this application has in hand. */
@DevConsole(
        name = EnkashFilesDevConsole.NAME,
        displayName = "EnKash reward files",
        description = "Progress of reward files")
public final class EnkashFilesDevConsole extends AbstractDevConsole {

    static final String NAME = "enkash-files";

    public EnkashFilesDevConsole() {
        super("enkash", NAME, "EnKash reward files", "Progress of reward files");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        var text = new StringBuilder();
        beans().forEach((prefix, progress) -> {
            text.append(prefix).append(":\n");
            progress.files()
                    .forEach(file ->
                            text.append("  ").append(ProgressTeller.line(file)).append('\n'));
            progress.ended()
                    .forEach((ending, files) -> text.append(
                            "  %d %s\n".formatted(files, ending.name().toLowerCase(Locale.ROOT))));
            progress.rows()
                    .forEach((outcome, rows) -> text.append("  %d rows %s, %s points\n"
                            .formatted(
                                    rows,
                                    ProgressTeller.word(outcome),
                                    progress.points()
                                            .getOrDefault(outcome, BigDecimal.ZERO)
                                            .toPlainString())));
        });
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        var json = new LinkedHashMap<String, Object>();
        beans().forEach((prefix, progress) -> json.put(
                prefix,
                members(
                        "files", progress.files().stream().map(this::file).toList(),
                        "ended", names(progress.ended()),
                        "rows", progress.rows(),
                        "points", progress.points())));
        return json;
    }

    /** Camel writes a constant with its class. */
    private static Map<String, Long> names(Map<Ending, Long> ended) {
        var names = new LinkedHashMap<String, Long>();
        ended.forEach((ending, files) -> names.put(ending.name(), files));
        return names;
    }

    private Map<String, Object> file(FileProgress file) {
        return members(
                "name", file.name(),
                "phase", file.phase().name(),
                "rowsDone", file.rowsDone(),
                "rows", file.rows(),
                "pointsPaid", file.pointsPaid(),
                "rowsPerSecond", file.rowsPerSecond(),
                "outcomes", file.outcomes());
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        var members = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    /** By what their properties begin with. */
    private Map<String, FilesProgress> beans() {
        var beans = new TreeMap<String, FilesProgress>();
        getCamelContext()
                .getRegistry()
                .findByType(RewardFiles.class)
                .forEach(files -> beans.put(files.getPrefix(), files.progress()));
        return beans;
    }
}
