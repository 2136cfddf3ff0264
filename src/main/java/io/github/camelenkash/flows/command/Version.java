package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.EnkashComponent;
import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.IVersionProvider;

/** The version of the component, as its catalogue entry has it: that is there in a jar and without one. */
final class Version implements IVersionProvider {

    private static final String ENTRY = "/META-INF/io/github/camelenkash/enkash.json";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream entry = EnkashComponent.class.getResourceAsStream(ENTRY)) {
            var version = new ObjectMapper().readTree(entry).at("/component/version");
            return new String[] {"camel-enkash " + version.asText()};
        }
    }
}
