package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Asks for a part of a list: the same call with members that say which part. No page documents such members (§15.16),
 * so their names come from an option.
 *
 * @param list the call
 * @param members what to add to its body; none asks for whatever EnKash gives at once
 */
public record SliceCall<A>(ListReading<A> list, Map<String, Integer> members) implements Reading<Slice<A>> {

    @Override
    public String operation() {
        return list.operation();
    }

    @Override
    public String path() {
        return list.path();
    }

    @Override
    public String section() {
        return list.section();
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        var request = list.request(input, onboarding, program);
        if (request.body() instanceof ObjectNode body) {
            members.forEach(body::put);
        }
        return request;
    }

    @Override
    public Slice<A> answer(JsonNode payload, Input input, Onboarding onboarding) {
        return Slice.read(payload, list);
    }
}
