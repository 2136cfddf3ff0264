package io.github.camelenkash.flows.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;

/** FreeMarker, and nobody else touches it: an application may leave it out, and then this class is never loaded. */
final class Templates {

    private static final Configuration CONFIGURATION = new Configuration(Configuration.VERSION_2_3_34);

    static {
        CONFIGURATION.setClassForTemplateLoading(Templates.class, "");
        CONFIGURATION.setDefaultEncoding("UTF-8");
        CONFIGURATION.setOutputFormat(HTMLOutputFormat.INSTANCE);
        CONFIGURATION.setLocale(Locale.ROOT);
        // Numbers for machines and people alike: 1000000 and not 1,000,000.
        CONFIGURATION.setNumberFormat("computer");
        CONFIGURATION.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        CONFIGURATION.setLogTemplateExceptions(false);
        CONFIGURATION.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    }

    private Templates() {}

    static void process(String template, Map<String, Object> model, Writer out) throws IOException {
        try {
            CONFIGURATION.getTemplate(template).process(model, out);
        } catch (TemplateException e) {
            throw new IOException("The page cannot be made: " + e.getMessageWithoutStackTop(), e);
        }
    }
}
