package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.camelenkash.flows.JobSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands share: their common options, and how their answer is printed. */
abstract class Task implements Callable<Integer> {

    static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance))
            .build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private SharedOptions shared;

    private final Surroundings surroundings;

    Task(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work. */
    abstract Answer perform() throws Exception;

    @Override
    public final Integer call() {
        Answer answer;
        try {
            answer = perform();
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            answer = Answer.failed(e);
        }
        if (shared.json()) {
            surroundings.out().println(json(spec.name(), answer));
        } else {
            answer.lines().forEach(surroundings.out()::println);
        }
        if (answer.problem() != null) {
            surroundings.err().println(failing() + answer.problem());
        }
        surroundings.out().flush();
        surroundings.err().flush();
        afterwards();
        return answer.code().number();
    }

    /** What stands before a problem. */
    String failing() {
        return spec.name() + ": ";
    }

    /** What is left to do when the answer is printed. */
    void afterwards() {}

    /** The one object that stands for an answer. */
    static String json(String command, Answer answer) {
        var object = new LinkedHashMap<String, Object>();
        object.put("command", command);
        object.put("exitCode", answer.code().number());
        object.put("exit", answer.code().name());
        if (answer.problem() != null) {
            object.put("problem", answer.problem());
        }
        if (answer.result() != null) {
            object.put("result", answer.result());
        }
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Only what can be JSON is put into an answer", e);
        }
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    final boolean isJson() {
        return shared.json();
    }

    final JobSettings settings() {
        return settings(Map.of());
    }

    final JobSettings settings(Map<String, String> more) {
        var settings = shared.settings(more);
        for (var file : settings.files()) {
            if (!Files.isReadable(file)) {
                throw wrong("There is no properties file " + file);
            }
        }
        return settings;
    }

    /** The line is wrong, in a way that picocli cannot know. */
    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
