package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.InvalidRequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The validator is asked only where it may have something to say, and a row is judged as if it were asked each time. */
class RowValidationTest {

    private static final int ROWS = 100_000;

    /** Good ones first, and more than once, so that some rows are good in all of them. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "title", List.of("Ms", "Mr", "Mrs.", " Ms ", "Ms\u0000", "\u0001Mr", "ms", "Dr", "Mr..", ""),
            "firstName", List.of("Asha", "A B", " Asha", "\u2003", "\u0000", ""),
            "name", List.of("", "Asha Rao", "\u001F"),
            "gender", List.of("F", "M", "F ", "M\u0000", "f", "X", ""),
            "email",
                    List.of(
                            "asha@example.in",
                            "a.b+c@x-y.co.in",
                            " a@b.in ",
                            "a@b.in\u0000",
                            "a@b",
                            "a b@c.in",
                            "é@b.in",
                            ""),
            "mobile",
                    List.of(
                            "9000000101",
                            "+91 90000 00101",
                            "09000000101",
                            "9000000101\u0000",
                            "2212345678",
                            "900000010",
                            "x",
                            ""),
            "loadAmount",
                    List.of(
                            "250.50",
                            "250",
                            "+1.10",
                            "000123456789012345.00",
                            "1.000",
                            "250\u0000",
                            "0",
                            "0.00",
                            "-1",
                            "1.005",
                            "1234567890123456",
                            "1,000",
                            "1E2",
                            ""),
            "uniqueReferenceNumber", List.of("HR-1", " HR-1 ", "\u0000", "HR-1\u0000", ""),
            "enkashCardId", List.of("", "", "CARD1", "\u0000", " "));

    @Test
    void whereItIsNotAskedItHasNothingToSay() {
        var random = new Random(7);
        int notAsked = 0;
        int refused = 0;
        for (int i = 0; i < ROWS; i++) {
            var row = row(random);
            if (componentTakes(row) && RowChecks.leavesTheValidatorNothing(row)) {
                notAsked++;
                assertThatCode(() -> RowChecks.validate(row))
                        .as("%s", row.cells())
                        .doesNotThrowAnyException();
            } else {
                refused += isValid(row) ? 0 : 1;
            }
        }
        assertThat(notAsked).isGreaterThan(ROWS / 100);
        assertThat(refused).isGreaterThan(ROWS / 10);
    }

    /** Each shape that is looked for, so that what is looked at first does not hide one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-Jan",
                "31-Dec-26",
                "31-Dec-2026",
                "Jan-26",
                "Jan-2026",
                "1/1/26",
                "31/12/2026",
                "1.1.26",
                "31.12.2026",
                "2026-12-31"
            })
    void aDateOfAnyShapeIsNoReference(String date) {
        assertThatCode(() -> RowChecks.check(row(Map.of("uniqueReferenceNumber", date)), null, "mostPoints"))
                .hasMessageContaining("is a date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+5", "+1E+5", "-1.5e+10", "1,5E+03"})
    void aShortenedNumberOfAnyShapeIsNoReference(String number) {
        assertThatCode(() -> RowChecks.check(row(Map.of("uniqueReferenceNumber", number)), null, "mostPoints"))
                .hasMessageContaining("was shortened by a spreadsheet");
    }

    private static RewardRow row(Random random) {
        var cells = new HashMap<String, String>();
        VALUES.forEach((field, values) -> {
            // Mostly one of the first two, or rows would have a fault nearly always.
            int most = random.nextInt(8) == 0 ? values.size() : 2;
            var value = values.get(random.nextInt(most));
            if (!value.isBlank()) {
                cells.put(field, value);
            }
        });
        return row(cells);
    }

    private static RewardRow row(Map<String, String> cells) {
        return new RewardRow(2, 0, List.of(), List.of(), cells, null);
    }

    private static boolean componentTakes(RewardRow row) {
        try {
            return new AllocateCall().points(row.cells()) != null;
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    private static boolean isValid(RewardRow row) {
        try {
            RowChecks.validate(row);
            return true;
        } catch (InvalidRequestException e) {
            return false;
        }
    }
}
