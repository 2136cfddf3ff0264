package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sets, and what happens to a slip of the keyboard. */
class RewardSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "mostPoint, mostPoints",
        "mostpoints, mostPoints",
        "aprovalAbove, approvalAbove",
        "polls, poll",
        "drryRun, dryRun"
    })
    void aMistypedPropertyIsRefusedWithTheNearestName(String mistyped, String meant) {
        assertThatThrownBy(() -> RewardSettings.of("csvDrop", List.of("poll", "folder"), Map.of(mistyped, "1")))
                .hasMessageStartingWith(
                        "There is no property 'csvDrop." + mistyped + "'. Did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mostPoints; 5,000; is not a number of points such as 5000: 5,000",
                "stopAfterUnknown; 0; is not a whole number, 1 or more: 0",
                "dryRun; yes; is not true or false: yes",
                "likelyDuplicates; block; is not ignore, report or refuse: block"
            })
    void aValueThatCannotBeIsRefused(String name, String value, String problem) {
        assertThatThrownBy(() -> RewardSettings.of("csvDrop", List.of(), Map.of(name, value)))
                .hasMessage("The property 'csvDrop." + name + "' " + problem);
    }

    @Test
    void aColumnThatDoesNotExistCannotBeMapped() {
        assertThatThrownBy(() -> RewardSettings.of("csvDrop", List.of(), Map.of("columns.mobil", "Mobile No.")))
                .hasMessageStartingWith("There is no column 'mobil' to map. Did you mean 'mobile'?");
    }

    @Test
    void aTemplateWithoutAPartIsRefused() {
        assertThatThrownBy(() -> RewardSettings.of("csvDrop", List.of(), Map.of("reference", "DIWALI")))
                .hasMessageContaining("'DIWALI' is no template of a reference");
        assertThatThrownBy(() -> RewardSettings.of("csvDrop", List.of(), Map.of("reference", "{a}-{b")))
                .hasMessageContaining("is no template");
    }

    @Test
    void blankIsNotSet() {
        var settings = RewardSettings.of("csvDrop", List.of(), Map.of("mostPoints", " ", "dryRun", ""));

        assertThat(settings.mostPoints()).isNull();
        assertThat(settings.dryRun()).isFalse();
    }

    @Test
    void theReadmeOfTheExampleExplainsEachProperty() throws Exception {
        var readme = Files.readString(Path.of("examples/01-csv-drop/README.md"));

        assertThat(RewardSettings.NAMES).allSatisfy(name -> assertThat(readme).contains("`csvDrop." + name + "`"));
    }
}
