package io.github.camelenkash;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;

/** Everything that anything logs, at TRACE, until it is closed: messages, causes and context. */
public final class CapturedLog implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Configuration configuration = context.getConfiguration();
    private final Level levelBefore = configuration.getRootLogger().getLevel();
    private final AbstractAppender appender =
            new AbstractAppender("captured", null, null, false, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    lines.add(text(event));
                }
            };

    public CapturedLog() {
        appender.start();
        configuration.getRootLogger().addAppender(appender, Level.TRACE, null);
        configuration.getRootLogger().setLevel(Level.TRACE);
        // The log file of the tests keeps its level, or it would hold all of this as well.
        configuration.getRootLogger().removeAppender("file");
        context.updateLoggers();
    }

    private static String text(LogEvent event) {
        var text = new StringWriter();
        text.append(event.getLoggerName())
                .append(' ')
                .append(event.getLevel().name())
                .append(' ')
                .append(event.getThreadName())
                .append(' ')
                .append(event.getMessage().getFormattedMessage())
                .append(' ')
                .append(event.getContextData().toString());
        if (event.getThrown() != null) {
            event.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    /** What was logged so far. */
    public List<String> lines() {
        return new ArrayList<>(lines);
    }

    @Override
    public void close() {
        configuration.getRootLogger().removeAppender("captured");
        configuration.getRootLogger().setLevel(levelBefore);
        configuration.getRootLogger().addAppender(configuration.getAppender("file"), null, null);
        context.updateLoggers();
    }
}
