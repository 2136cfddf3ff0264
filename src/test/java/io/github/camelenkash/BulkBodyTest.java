package io.github.camelenkash;

import static io.github.camelenkash.Enkash.answer;
import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which many requests may come, and what becomes of the rows when one of them breaks. */
class BulkBodyTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    @TempDir
    static Path folder;

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    public record Award(String title, String name, String email, String mobile, BigDecimal points, String reference) {}

    private static Award row(int person) {
        return new Award(
                "Mr",
                "Ravi Demo",
                "ravi" + person + "@example.in",
                String.valueOf(9_200_000_000L + person),
                new BigDecimal("10.50"),
                "HR-" + person);
    }

    static Stream<Arguments> bodies() throws IOException {
        var three = List.of(award("HR-1", 1, "10.50"), award("HR-2", 2, 10.5), award("HR-3", 3, "10.50"));
        var text = text(3);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var file = Files.writeString(folder.resolve("awards.json"), text);
        return Stream.of(
                Arguments.of("a list of maps", three),
                Arguments.of("a set of records", new java.util.LinkedHashSet<>(List.of(row(1), row(2), row(3)))),
                Arguments.of("an array", three.toArray()),
                Arguments.of("an array of records", new Award[] {row(1), row(2), row(3)}),
                Arguments.of("an iterator", three.iterator()),
                Arguments.of("an iterable", (Iterable<Map<String, Object>>) three::iterator),
                Arguments.of("a stream of Java's", three.stream()),
                Arguments.of(
                        "a list of JSON texts",
                        List.of(json("HR-1", 1, "10.50"), json("HR-2", 2, "10.50"), json("HR-3", 3, "10.50"))),
                Arguments.of(
                        "a list of JSON bytes",
                        Stream.of(json("HR-1", 1, "10.50"), json("HR-2", 2, "10.50"), json("HR-3", 3, "10.50"))
                                .map(row -> row.getBytes(StandardCharsets.UTF_8))
                                .toList()),
                Arguments.of("a JSON tree", new ObjectMapper().readTree(text)),
                Arguments.of("JSON text", text),
                Arguments.of("JSON text with a byte order mark", "\uFEFF" + text),
                Arguments.of(
                        "JSON objects, one a line",
                        json("HR-1", 1, "10.50") + "\n" + json("HR-2", 2, "10.50") + "\n" + json("HR-3", 3, "10.50")),
                Arguments.of("JSON bytes", bytes),
                Arguments.of("JSON bytes in UTF-16", text.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("a JSON stream", new ByteArrayInputStream(bytes)),
                Arguments.of("a JSON reader", new StringReader(text)),
                Arguments.of("a cached JSON stream", new InputStreamCache(bytes)),
                Arguments.of("a JSON file", file.toFile()),
                Arguments.of("a path", file));
    }

    private static String text(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> json("HR-" + i, i, "10.50"))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void manyRequestsMayComeAs(String form, Object body) {
        var results = bulk("enkash:bulkAllocate", body);

        assertThat(results).extracting(RowResult::outcome).containsOnly(Outcome.PAID);
        assertThat(results).extracting(RowResult::reference).containsExactly("HR-1", "HR-2", "HR-3");
        assertThat(results).extracting(RowResult::points).allSatisfy(points -> assertThat(points)
                .isEqualByComparingTo("10.50"));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1, "HR-3", 1));
    }

    @Test
    void oneObjectIsABulkOfOne() {
        assertThat(bulk("enkash:bulkAllocate", json("HR-1", 1, "10.50"))).hasSize(1);
        assertThat(bulk("enkash:bulkAllocate", award("HR-2", 2, 10))).hasSize(1);
        assertThat(bulk("enkash:bulkAllocate", row(3))).hasSize(1);
        assertThat(sandbox.books().creditsByReference()).hasSize(3);
    }

    @Test
    void rowsAreReadChunkByChunk() {
        var read = new AtomicInteger();
        var mostRead = new AtomicInteger();
        sandbox.faults()
                .when(
                        call -> {
                            mostRead.accumulateAndGet(
                                    read.get() - 10 * (int) sandbox.books().calls(Operation.BULK), Math::max);
                            return false;
                        },
                        io.github.camelenkash.sandbox.Fault.SLOW);

        var results = bulk(
                "enkash:bulkAllocate?bulkSize=10",
                IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> {
                            read.incrementAndGet();
                            return award("HR-" + i, i, 1);
                        })
                        .iterator());

        assertThat(results).hasSize(100);
        assertThat(sandbox.books().calls(Operation.BULK)).isEqualTo(10);
        assertThat(mostRead.get())
                .as("a chunk, and a look at whether there is more")
                .isLessThanOrEqualTo(11);
    }

    @Test
    void aJsonArrayThatBreaksOffPaysTheRowsBeforeAndSaysWhereItBroke() {
        var whole = text(3);
        var broken = whole.substring(0, whole.lastIndexOf("\"loadAmount\""));
        for (Object body : List.of(broken, new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8)))) {
            var results = bulk("enkash:bulkAllocate", body);

            assertThat(results)
                    .extracting(RowResult::outcome)
                    .containsAnyOf(Outcome.PAID, Outcome.ALREADY_PAID)
                    .endsWith(Outcome.REFUSED)
                    .hasSize(3);
            assertThat(results.get(2).reason()).contains("line 3").contains("nothing after this place was read");
        }
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    @Test
    void anArrayWithoutItsEndAndOneWithMoreAfterItsEndAreToldFromWholeOnes() {
        var whole = text(2);
        var results = bulk("enkash:bulkAllocate", whole.substring(0, whole.length() - 1));
        assertThat(results).hasSize(3);
        assertThat(results.get(2).reason()).contains("nothing after this place was read");

        results = bulk("enkash:bulkAllocate", whole + " [" + json("HR-9", 9, "1") + "]");
        assertThat(results).hasSize(3);
        assertThat(results.get(2).reason()).contains("after the end of the JSON array");
        assertThat(sandbox.books().credits("HR-9")).isZero();
    }

    @Test
    void rowsThatAreNoRequestsAreRefusedInTheirPlaceAndTheOthersPaid() {
        var rows = new ArrayList<Object>(Arrays.asList(
                award("HR-0", 100, 1),
                null,
                17,
                "HR-17",
                List.of(award("HR-X", 50, 1)),
                "{\"points\":",
                new byte[] {'{'},
                new ByteArrayInputStream(new byte[0]),
                "{\"points\":1,\"points\":2}",
                Double.NaN,
                award("HR-10", 110, Double.NaN),
                award("HR-11", 111, new BigDecimal("1E+1000000000")),
                award("HR-12", 112, 1)));
        rows.add(json("HR-13", 113, "1") + json("HR-14", 114, "1"));

        var results = bulk("enkash:bulkAllocate", rows);

        assertThat(results).hasSize(rows.size());
        assertThat(results)
                .filteredOn(row -> row.outcome() == Outcome.PAID)
                .extracting(RowResult::reference)
                .containsExactly("HR-0", "HR-12");
        assertThat(results)
                .filteredOn(row -> row.outcome() != Outcome.PAID)
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(Outcome.REFUSED))
                .allSatisfy(row -> assertThat(row.reason()).isNotBlank().hasSizeLessThan(400));
        assertThat(results.get(10).reference()).isEqualTo("HR-10");
        assertThat(sandbox.books().creditsByReference()).hasSize(2);
    }

    @Test
    void rowsOfAJsonArrayThatAreNoObjectsAreRefusedInTheirPlace() {
        var results = bulk(
                "enkash:bulkAllocate",
                "[" + json("HR-1", 1, "1") + ", 17, \"x\", null, [" + json("HR-X", 9, "1") + "], "
                        + json("HR-2", 2, "1e1000000000") + ", " + json("HR-3", 3, "1") + "]");

        assertThat(results)
                .extracting(RowResult::outcome)
                .containsExactly(
                        Outcome.PAID,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.PAID);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-3", 1));
    }

    @Test
    void aSourceThatBreaksInTheMiddleKeepsTheResultsOfWhatWasPaid() {
        for (var where : List.of("next", "hasNext")) {
            sandbox.reset();
            var results = bulk("enkash:bulkAllocate?bulkSize=2", breaking(where, 5));

            assertThat(results).as(where).hasSize(6);
            assertThat(results.subList(0, 5))
                    .allSatisfy(row -> assertThat(row.outcome()).isIn(Outcome.PAID, Outcome.ALREADY_PAID));
            assertThat(results.get(5).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(results.get(5).reason())
                    .contains("IllegalStateException")
                    .contains("line 17")
                    .contains("nothing after this place was read")
                    .doesNotContain("9876543210");
        }
    }

    private static Iterator<Object> breaking(String where, int after) {
        return new Iterator<>() {
            private int next = 1;

            @Override
            public boolean hasNext() {
                if (where.equals("hasNext")) {
                    fail();
                }
                return true;
            }

            @Override
            public Object next() {
                fail();
                var row = award("HR-" + next, next, 1);
                next++;
                return row;
            }

            private void fail() {
                if (next > after) {
                    throw new IllegalStateException("line 17: 9876543210 has too many columns");
                }
            }
        };
    }

    /** An iterator over something that must be closed. */
    private record Closing(Iterator<?> rows, AtomicBoolean closed) implements Iterator<Object>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Object next() {
            return rows.next();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Test
    void whatTheRowsComeFromIsClosedWhateverHappens() {
        var closed = new AtomicBoolean();
        var stream = Stream.of(award("HR-1", 1, 1)).onClose(() -> closed.set(true));
        bulk("enkash:bulkAllocate", stream);
        assertThat(closed).isTrue();

        closed.set(false);
        bulk("enkash:bulkAllocate", new Closing(List.of(award("HR-2", 2, 1)).iterator(), closed));
        assertThat(closed).isTrue();

        for (var text : List.of(text(2), "[{", "[]")) {
            closed.set(false);
            bulk("enkash:bulkAllocate", closing(text, closed));
            assertThat(closed).as(text).isTrue();
        }
        closed.set(false);
        enkash.send("enkash:bulkAllocate?password=wrong", closing(text(2), closed));
        assertThat(closed).as("a call that could not be started").isTrue();
    }

    private static InputStream closing(String text, AtomicBoolean closed) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() throws IOException {
                closed.set(true);
                super.close();
            }
        };
    }

    @Test
    void aSourceThatCannotBeClosedDoesNotCostTheResults() {
        var rows = new Closing(List.of(award("HR-1", 1, 1)).iterator(), null); // null, so that closing fails

        assertThat(bulk("enkash:bulkAllocate", rows))
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.PAID);
    }

    @Test
    void anIteratorThatKeepsPromisingRowsEndsAtTheFirstOneItDoesNotHave() {
        var endless = new Iterator<Object>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                throw new NoSuchElementException("nothing here");
            }
        };

        assertThat(bulk("enkash:bulkAllocate", endless)).hasSize(1);
    }

    private List<RowResult> bulk(String uri, Object body) {
        var results = new ArrayList<RowResult>();
        answer(enkash.send(uri, body), List.class).forEach(row -> results.add((RowResult) row));
        return results;
    }
}
