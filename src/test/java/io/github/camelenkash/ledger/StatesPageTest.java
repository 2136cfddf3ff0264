package io.github.camelenkash.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.testing.DocumentPage;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The states on the page about reliability, and what can come next, are those of {@link Step}. */
class StatesPageTest {

    private static final DocumentPage PAGE = DocumentPage.of("src/main/docs/reliability.md");

    @Test
    void theStatesAndWhatComesNextAreThoseOfTheTableOfSteps() throws IOException {
        var shown = PAGE.rows("states").stream()
                .collect(Collectors.toMap(row -> states(row.get(0)).iterator().next(), row -> states(row.get(2))));

        assertThat(shown).isEqualTo(Arrays.stream(State.values()).collect(Collectors.toMap(s -> s, this::next)));
    }

    /** A late acceptance, which the page tells in a sentence, leads to PAID from everywhere. */
    private Set<State> next(State state) {
        return Arrays.stream(Step.values())
                .filter(step -> step != Step.ACCEPTED || state == State.SENT)
                .filter(step -> step.isAllowedFrom(state))
                .map(Step::to)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(State.class)));
    }

    private static Set<State> states(String cell) {
        var names = List.of(Pattern.compile("[^A-Z]+").split(cell)).stream()
                .filter(word -> Arrays.stream(State.values())
                        .anyMatch(state -> state.name().equals(word)))
                .map(State::valueOf)
                .toList();
        return names.isEmpty() ? EnumSet.noneOf(State.class) : EnumSet.copyOf(names);
    }
}
