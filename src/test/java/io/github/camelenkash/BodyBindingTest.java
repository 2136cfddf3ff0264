package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.failure;
import static io.github.camelenkash.Enkash.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.PointsMoved;
import io.github.camelenkash.testing.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileBinding;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.util.FileUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the body of a message to the request on the wire, read byte by byte at a server of bare sockets. */
class BodyBindingTest {

    @TempDir
    static Path folder;

    private final RawServer server = RawServer.start();
    private final Enkash enkash = Enkash.at(server);

    @BeforeEach
    void theServerAcceptsWhatItIsSent() {
        server.always((request, connection) -> {
            var order = new ObjectMapper().readTree(request.body());
            var payload = request.line().contains("bulk")
                    ? "{\"success\":" + order + "}"
                    : "{\"pgReferenceNumber\":" + order.path("uniqueReferenceNum") + "}";
            return RawServer.json("{\"code\":0,\"payload\":"
                            + (request.line().contains("allocate") ? payload : "{\"recordsCount\":0,\"data\":[]}")
                            + "}")
                    .play(request, connection);
        });
    }

    @AfterEach
    void close() {
        enkash.close();
        server.close();
    }

    public record Award(
            String title,
            String firstName,
            String gender,
            String email,
            String mobile,
            BigDecimal points,
            String reference) {}

    /** A bean with an amount in binary floating point, and much that is none of our business. */
    public static class Bean {
        public String getTitle() {
            return "Ms";
        }

        public String getFirstName() {
            return "Asha";
        }

        public String getGender() {
            return "F";
        }

        public String getEmail() {
            return "asha1@example.in";
        }

        public long getMobile() {
            return 9100000001L;
        }

        public double getLoadAmount() {
            return 250.1;
        }

        public String getUniqueReferenceNumber() {
            return "HR-1";
        }

        public LocalDate getJoined() {
            return LocalDate.of(2031, 1, 24);
        }

        public Object getNothing() {
            return new Object();
        }
    }

    public static class FloatBean extends Bean {
        public float getPoints() {
            return 19.99f;
        }

        @Override
        @com.fasterxml.jackson.annotation.JsonIgnore
        public double getLoadAmount() {
            return 0;
        }
    }

    static Stream<Arguments> bodies() throws Exception {
        var text = json("HR-1", 1, "250.50");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("a map", award("HR-1", 1, new BigDecimal("250.50"))),
                Arguments.of(
                        "a record",
                        new Award(
                                "Ms", "Asha", "F", "asha1@example.in", "9100000001", new BigDecimal("250.50"), "HR-1")),
                Arguments.of("a text", text),
                Arguments.of("a text with a byte order mark", "\uFEFF\n " + text),
                Arguments.of("a text that is no String", new StringBuilder(text)),
                Arguments.of("bytes", bytes),
                Arguments.of("a byte buffer", ByteBuffer.wrap(bytes)),
                Arguments.of("a stream", new ByteArrayInputStream(bytes)),
                Arguments.of("a reader", new StringReader(text)),
                Arguments.of("a cached stream", new InputStreamCache(bytes)),
                Arguments.of("a file of Camel's", genericFile(text)),
                Arguments.of(
                        "a file of Java's",
                        Files.writeString(Files.createTempFile(folder, "award", ".json"), text)
                                .toFile()),
                Arguments.of("a path", Files.writeString(Files.createTempFile(folder, "award", ".json"), text)));
    }

    private static GenericFile<Object> genericFile(String text) throws IOException {
        var file = Files.writeString(Files.createTempFile(folder, "award", ".json"), text)
                .toFile();
        var generic = new GenericFile<>();
        generic.setFile(file);
        generic.setFileName(file.getName());
        generic.setAbsoluteFilePath(file.getAbsolutePath());
        generic.setBinding(new GenericFileBinding<>() {
            @Override
            public Object getBody(GenericFile<Object> wrapped) {
                return file;
            }

            @Override
            public void setBody(GenericFile<Object> wrapped, Object body) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void loadContent(Exchange exchange, GenericFile<?> wrapped) {
                // read when it is asked for
            }
        });
        return generic;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aRequestMayCome(String form, Object body) throws Exception {
        var exchange = enkash.send("enkash:allocate", body);

        assertThat(exchange.getException()).isNull();
        assertThat(sent())
                .isEqualTo("{\"companyId\":\"CEKDEMO001\",\"cardAccountId\":\"CADEMO01\","
                        + "\"transactionCode\":\"ALLOCATION\",\"transactionType\":\"CR\",\"type\":\"ALLOCATE_POINT\","
                        + "\"email\":\"asha1@example.in\",\"mobile\":\"9100000001\",\"title\":\"Ms\","
                        + "\"firstName\":\"Asha\",\"gender\":\"F\",\"loadAmount\":250.50,"
                        + "\"uniqueReferenceNumber\":\"HR-1\",\"uniqueReferenceNum\":\"HR-1\"}");
    }

    @Test
    void aBeanNeedsNoAnnotationsAndMayHoldWhateverElseItHolds() {
        assertThat(enkash.send("enkash:allocate", new Bean()).getException()).isNull();
        assertThat(sent()).contains("\"loadAmount\":250.1,").contains("\"mobile\":\"9100000001\"");

        assertThat(enkash.send("enkash:unallocate?referenceField=uniqueReferenceNum", new FloatBean() {
                            @Override
                            public String getUniqueReferenceNumber() {
                                return "HR-2";
                            }
                        })
                        .getException())
                .as("19.99 is what was written, however binary it was kept")
                .isNull();
        assertThat(sent()).contains("\"loadAmount\":19.99,");
    }

    @Test
    void aFileThatCamelConsumesIsRead() throws Exception {
        var inbox = Files.createTempDirectory(folder, "inbox");
        Files.writeString(inbox.resolve("award.json"), json("HR-1", 1, "250.00"));
        enkash.routes(routes -> routes.from("file:" + FileUtil.compactPath(inbox.toString()) + "?noop=true&delay=50")
                .to("enkash:allocate")
                .to("mock:paid"));
        var paid = enkash.context().getEndpoint("mock:paid", org.apache.camel.component.mock.MockEndpoint.class);
        paid.expectedMessageCount(1);

        enkash.template();

        paid.assertIsSatisfied();
        assertThat(sent()).contains("\"loadAmount\":250.00,").contains("\"HR-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"250", "250.0", "250.00", "0.01", "0.1", "999999999999999", "999999999999999.99"})
    void anAmountTravelsDigitForDigit(String amount) {
        enkash.send("enkash:allocate", json("HR-1", 1, amount));
        assertThat(sent()).contains("\"loadAmount\":" + amount + ",");

        enkash.send("enkash:allocate", award("HR-2", 1, new BigDecimal(amount)));
        assertThat(sent()).contains("\"loadAmount\":" + amount + ",");

        enkash.send("enkash:allocate", award("HR-3", 1, amount));
        assertThat(sent()).contains("\"loadAmount\":" + amount + ",");
    }

    @Test
    void numbersOfEveryTypeAreReadAsTheDecimalThatWasWritten() {
        var amounts = new LinkedHashMap<Object, String>();
        amounts.put(250, "250");
        amounts.put(250L, "250");
        amounts.put((short) 25, "25");
        amounts.put(BigInteger.TEN, "10");
        amounts.put(0.1, "0.1");
        amounts.put(0.1f, "0.1");
        amounts.put(250.0, "250.0");
        amounts.put(19.99f, "19.99");
        amounts.put(1e3, "1000.0");
        amounts.put(new BigDecimal("1E+3"), "1000");
        amounts.put(new BigDecimal("250.500"), "250.50");
        amounts.put(new BigDecimal("250.0000"), "250.00");
        amounts.put(" 250.50 ", "250.50");
        amounts.forEach((amount, written) -> {
            var exchange = enkash.send("enkash:allocate", award("HR-" + amount, 1, amount));
            assertThat(exchange.getException()).as("%s", amount).isNull();
            assertThat(sent()).contains("\"loadAmount\":" + written + ",");
        });
        enkash.send("enkash:allocate", json("HR-E", 1, "1E+3"));
        assertThat(sent()).contains("\"loadAmount\":1000,");
    }

    static Stream<Arguments> noAmounts() {
        // Named by their type as well, because JUnit would write 1E+1000000000 out.
        return Stream.<Object>of(
                        "-1",
                        -1,
                        0,
                        "0.00",
                        "12.345",
                        0.001,
                        new BigDecimal("0.005"),
                        "1E+3",
                        "9.19E+11",
                        "1,000",
                        "₹250",
                        "'250",
                        "two hundred",
                        "0x10",
                        "NaN",
                        "٢٥٠",
                        Double.NaN,
                        Float.NaN,
                        Double.POSITIVE_INFINITY,
                        true,
                        'x',
                        new BigDecimal("1E+1000000000"),
                        new BigDecimal("1E-1000000000"),
                        "1".repeat(100_000),
                        List.of(250),
                        Map.of("value", 250),
                        new int[] {250})
                .map(amount -> Arguments.of(
                        amount.getClass().getSimpleName() + " "
                                + amount.toString()
                                        .substring(
                                                0,
                                                Math.min(20, amount.toString().length())),
                        amount));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAmounts")
    void whatIsNoAmountIsRefusedByNameBeforeAnythingIsSent(String name, Object amount) {
        var refused = failure(enkash.send("enkash:allocate", award("HR-1", 1, amount)), InvalidRequestException.class);

        assertThat(refused.getMessage())
                .containsAnyOf("'loadAmount'", "'points'")
                .contains("HR-1")
                .contains("No points moved")
                .hasSizeLessThan(1000);
        assertThat(refused.getField()).isIn("loadAmount", "points");
        assertThat(refused.getReference()).isEqualTo("HR-1");
        assertThat(refused.getPointsMoved()).isEqualTo(PointsMoved.NO);
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1E-999999999", "1" + "00000000000000000000000000000000", "-0.0", "\"\""})
    void anAmountInJsonThatWouldFillTheMemoryOrIsNoneIsRefused(String amount) {
        failure(enkash.send("enkash:allocate", json("HR-1", 1, amount)), InvalidRequestException.class);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aNumberWithoutMeasureInAnotherFieldIsRefusedToo() {
        for (var field : List.of("mobile", "email")) {
            var award = award("HR-1", 1, 250);
            award.put(field, new BigDecimal("1E+1000000000"));
            assertThat(failure(enkash.send("enkash:allocate", award), InvalidRequestException.class)
                            .getField())
                    .isEqualTo(field);
        }
        var award = award("HR-1", 1, 250);
        award.put("mobile", Double.NaN);
        assertThat(failure(enkash.send("enkash:allocate", award), InvalidRequestException.class)
                        .getField())
                .isEqualTo("mobile");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void everySpellingOfAMemberIsUnderstood() {
        for (var spelling : List.of("uniqueReferenceNumber", "uniqueReferenceNum", "reference")) {
            var request = award(null, 1, null);
            request.put(spelling, "HR-" + spelling);
            request.put("loadAmount", 5);
            enkash.send("enkash:allocate", request);
            assertThat(sent()).contains("\"uniqueReferenceNumber\":\"HR-" + spelling + "\"");
        }
        for (var spelling : List.of("enkashCardId", "enKashCardId", "cardId")) {
            enkash.send("enkash:allocate", Map.of(spelling, "EKC1", "points", 5, "reference", "HR-" + spelling));
            assertThat(sent()).contains("\"enkashCardId\":\"EKC1\"").doesNotContain("email");
        }
    }

    @Test
    void aCardAloneNamesThePersonForOneCall() {
        assertThat(enkash.send("enkash:allocate", Map.of("cardId", "EKC1", "points", 5, "reference", "HR-1"))
                        .getException())
                .isNull();
        assertThat(sent())
                .isEqualTo("{\"companyId\":\"CEKDEMO001\",\"cardAccountId\":\"CADEMO01\","
                        + "\"transactionCode\":\"ALLOCATION\",\"transactionType\":\"CR\",\"type\":\"ALLOCATE_POINT\","
                        + "\"loadAmount\":5,\"uniqueReferenceNumber\":\"HR-1\",\"uniqueReferenceNum\":\"HR-1\","
                        + "\"enkashCardId\":\"EKC1\"}");
    }

    @Test
    void twoSpellingsWithOneValueAreFineAndWithTwoAreRefused() {
        var same = award("HR-1", 1, 250);
        same.put("loadAmount", "250.00");
        same.put("uniqueReferenceNumber", "HR-1");
        assertThat(enkash.send("enkash:allocate", same).getException()).isNull();

        var pairs = Map.of(
                "loadAmount", "251",
                "uniqueReferenceNumber", "HR-2",
                "uniqueReferenceNum", "hr-1");
        pairs.forEach((name, value) -> {
            var different = award("HR-1", 1, 250);
            different.put(name, value);
            assertThat(failure(enkash.send("enkash:allocate", different), InvalidRequestException.class)
                            .getMessage())
                    .contains("'" + name + "'")
                    .contains("mean the same and differ")
                    .contains("No points moved");
        });
        assertThat(failure(
                        enkash.send(
                                "enkash:unallocate",
                                Map.of("cardId", "EKC1", "enkashCardId", "EKC2", "points", 5, "reference", "HR-9")),
                        InvalidRequestException.class))
                .hasMessageContaining("'cardId'")
                .hasMessageContaining("'enkashCardId'");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void aMemberThatStandsTwiceInOneJsonObjectIsRefused() {
        var twice = json("HR-1", 1, "250").replace("{", "{\"loadAmount\":1,");

        assertThat(failure(enkash.send("enkash:allocate", twice), InvalidRequestException.class))
                .hasMessageContaining("line 1")
                .hasMessageContaining("once only");
        assertThat(failure(
                        enkash.send("enkash:allocate", twice.getBytes(StandardCharsets.UTF_8)),
                        InvalidRequestException.class))
                .hasMessageContaining("not valid JSON");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aSecondObjectAfterTheFirstIsNotSilentlyDropped() {
        var two = json("HR-1", 1, "250") + "\n" + json("HR-2", 2, "20");

        assertThat(failure(enkash.send("enkash:allocate", two), InvalidRequestException.class)
                        .getMessage())
                .contains("No points moved");
        failure(enkash.send("enkash:allocate", json("HR-1", 1, "250") + "}"), InvalidRequestException.class);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void blankMembersAreAbsent() {
        var request = award("HR-1", 1, 250);
        request.put("remarks", "  ");
        request.put("name", "");
        request.put("uniqueReferenceNumber", " ");
        request.put("cardId", null);
        assertThat(enkash.send("enkash:allocate", request).getException()).isNull();
        assertThat(sent()).doesNotContain("remarks").doesNotContain("enkashCardId");

        var blank = award("HR-1", 1, 250);
        blank.put("email", " ");
        blank.put("gender", "\t");
        assertThat(failure(enkash.send("enkash:allocate", blank), InvalidRequestException.class))
                .hasMessageContaining("Missing fields 'email', 'gender'");
    }

    @Test
    void aBlankBodyIsAnAbsentOne() {
        for (Object blank :
                new Object[] {null, "", " \n", "\uFEFF", "{}", new byte[0], Map.of(), NullNode.getInstance()}) {
            assertThat(failure(enkash.send("enkash:allocate", blank), InvalidRequestException.class))
                    .hasMessageContaining("loadAmount");
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aBodyOfTheWrongKindSaysWhatToGive() {
        var wrong = new HashMap<Object, String>();
        wrong.put("HR-1", "plain text");
        wrong.put(TextNode.valueOf("HR-1"), "plain text");
        wrong.put(17, "plain text");
        wrong.put(List.of(award("HR-1", 1, 250)), "enkash:bulkAllocate");
        wrong.put(new Object[] {award("HR-1", 1, 250)}, "enkash:bulkAllocate");
        wrong.put(Stream.of(award("HR-1", 1, 250)), "enkash:bulkAllocate");
        wrong.put("[" + json("HR-1", 1, "250") + "]", "enkash:bulkAllocate");
        wrong.put(JsonNodeFactory.instance.arrayNode(), "enkash:bulkAllocate");
        wrong.put("{\"points\":", "not valid JSON (line 1");
        wrong.put(new Cyclic(), "Cyclic");
        wrong.forEach(
                (body, said) -> assertThat(failure(enkash.send("enkash:allocate", body), InvalidRequestException.class)
                                .getMessage())
                        .contains(said)
                        .contains("No points moved"));
        assertThat(server.calls()).isEmpty();
    }

    public static class Cyclic {
        public Cyclic getSelf() {
            return this;
        }
    }

    @Test
    void theSingleCallSendsTheFirstNameAndTakesTheNameWhereOnlyThatIsGiven() {
        var both = award("HR-1", 1, 250);
        both.put("name", "Asha Demo");
        enkash.send("enkash:allocate", both);
        assertThat(sent()).contains("\"firstName\":\"Asha\",").doesNotContain("\"name\"");

        var only = award("HR-2", 1, 250);
        only.remove("firstName");
        only.put("name", "Asha Demo");
        enkash.send("enkash:allocate", only);
        assertThat(sent()).contains("\"firstName\":\"Asha Demo\",");
    }

    @Test
    void bulkSendsTheNameAndTakesTheFirstNameWhereOnlyThatIsGiven() {
        var both = award("HR-1", 1, 250);
        both.put("name", "Asha Demo");
        both.put("remarks", "Diwali");
        both.put("cardId", "EKC1");
        enkash.send("enkash:bulkAllocate", List.of(both, award("HR-2", 2, "20.50")));

        assertThat(sent())
                .isEqualTo("[{\"title\":\"Ms\",\"name\":\"Asha Demo\",\"email\":\"asha1@example.in\","
                        + "\"mobile\":\"9100000001\",\"loadAmount\":250,\"remarks\":\"Diwali\","
                        + "\"uniqueReferenceNumber\":\"HR-1\"},"
                        + "{\"title\":\"Ms\",\"name\":\"Asha\",\"email\":\"asha2@example.in\","
                        + "\"mobile\":\"9100000002\",\"loadAmount\":20.50,\"uniqueReferenceNumber\":\"HR-2\"}]");
    }

    @Test
    void companyAndAccountComeFromConfigurationOnly() {
        var request = award("HR-1", 1, 250);
        request.putAll(Map.of(
                "companyId", "EVIL",
                "cardAccountId", "EVIL",
                "partnerId", "EVIL",
                "transactionType", "DR",
                "type", "UNALLOCATE_POINT",
                "transactionCode", "EVIL",
                "program", "incentive",
                "pgReferenceNumber", "EVIL"));
        enkash.send("enkash:allocate", request);
        assertThat(sent())
                .contains("\"companyId\":\"CEKDEMO001\"")
                .contains("\"cardAccountId\":\"CADEMO01\"")
                .contains("\"transactionType\":\"CR\"")
                .doesNotContain("EVIL")
                .doesNotContain("incentive");
        assertThat(server.calls().get(0).header("partnerId")).isEqualTo("CRMDEMO01");

        request.put("reference", "HR-2");
        enkash.send("enkash:bulkAllocate", List.of(request));
        var bulk = server.calls().get(server.calls().size() - 1);
        assertThat(bulk.line() + bulk.text())
                .contains("companyId=CEKDEMO001&cardAccountId=CADEMO01")
                .doesNotContain("EVIL");

        enkash.send("enkash:transactions", Map.of("companyId", "EVIL", "cardAccountId", "EVIL", "status", "CREATED"));
        assertThat(sent()).contains("CEKDEMO001").contains("CREATED").doesNotContain("EVIL");
        enkash.send("enkash:card", Map.of("companyId", "EVIL", "cardAccountId", "EVIL", "cardId", "EKC1"));
        assertThat(sent()).doesNotContain("EVIL");
        enkash.send("enkash:balance", Map.of("companyId", "EVIL", "cardAccountId", "EVIL"));
        assertThat(sent()).isEqualTo("{\"companyId\":\"CEKDEMO001\",\"cardAccountId\":\"CADEMO01\"}");
    }

    /** A type of the application's own. */
    public static final class Money {}

    public record Bonus(
            String title,
            @JsonProperty("firstName") String called,
            String gender,
            String email,
            String mobile,
            Money points,
            String reference) {}

    @Test
    void theApplicationsOwnMapperIsHonouredAndLeftAsItIs() {
        var mapper = new ObjectMapper().registerModule(new SimpleModule().addSerializer(new MoneySerializer()));
        enkash.context().getRegistry().bind("mapper", mapper);

        var exchange = enkash.send(
                "enkash:allocate", new Bonus("Ms", "Asha", "F", "asha1@example.in", "9100000001", new Money(), "HR-1"));

        assertThat(exchange.getException()).isNull();
        assertThat(sent()).contains("\"loadAmount\":77.70,");
        assertThat(mapper.isEnabled(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS))
                .isFalse();
    }

    private static final class MoneySerializer extends StdSerializer<Money> {
        private static final long serialVersionUID = 1L;

        MoneySerializer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeNumber(new BigDecimal("77.70"));
        }
    }

    @Test
    void anOwnMapperWithOtherFeaturesStillReadsRowsAndAmountsExactly() {
        var strict = JsonMapper.builder()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
                .enable(com.fasterxml.jackson.databind.SerializationFeature.WRAP_ROOT_VALUE)
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.UNWRAP_ROOT_VALUE)
                .build();
        enkash.context().getRegistry().bind("mapper", strict);

        enkash.send("enkash:bulkAllocate", "[" + json("HR-1", 1, "250.00") + "," + json("HR-2", 2, "20.10") + "]");
        assertThat(sent()).contains("250.00").contains("20.10");
        enkash.send("enkash:allocate", json("HR-3", 1, "250.00"));
        assertThat(sent()).contains("250.00");
        enkash.send(
                "enkash:allocate",
                new Award("Ms", "Asha", "F", "asha1@example.in", "9100000001", new BigDecimal("9.90"), "HR-4"));
        assertThat(sent()).contains("9.90");
    }

    /** A mapper that Jackson's own {@code copy()} refuses to copy. */
    private static final class OwnMapper extends ObjectMapper {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void anOwnMapperOfAnOwnClassWorks() {
        enkash.context().getRegistry().bind("mapper", new OwnMapper());

        assertThat(enkash.send("enkash:allocate", json("HR-1", 1, "250.00")).getException())
                .isNull();
    }

    @Test
    void aMapperOfAnotherFormatIsNotTakenForJson() {
        enkash.context()
                .getRegistry()
                .bind("yaml", new ObjectMapper(new com.fasterxml.jackson.dataformat.yaml.YAMLFactory()));

        assertThat(enkash.send("enkash:allocate", json("HR-1", 1, "250.00")).getException())
                .isNull();
        assertThat(sent()).contains("\"loadAmount\":250.00,");
    }

    @Test
    void aStreamIsReadAgainWhenCamelDeliversAgain() {
        server.next(RawServer.status(400, "{\"code\":1,\"message\":\"Not now\"}"));
        enkash.routes(routes -> routes.from("direct:retry")
                .errorHandler(
                        routes.defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0))
                .to("enkash:allocate"));

        var exchange = enkash.send("direct:retry", (InputStream)
                new ByteArrayInputStream(json("HR-1", 1, "250").getBytes(StandardCharsets.UTF_8)));

        // The second delivery finds the refused reference, looks it up, and sends it once more.
        assertThat(exchange.getException()).isNull();
        assertThat(server.calls()).hasSize(3);
        assertThat(server.calls().get(2).text()).isEqualTo(server.calls().get(0).text());
    }

    @Test
    void aJsonTreeKeepsItsDecimals() throws Exception {
        JsonNode tree = new JsonNodeFactory(true)
                .objectNode()
                .put("cardId", "EKC1")
                .put("reference", "HR-1")
                .put("points", new BigDecimal("250.00"));

        enkash.send("enkash:allocate", tree);

        assertThat(sent()).contains("\"loadAmount\":250.00,");
        enkash.send("enkash:allocate", new ObjectMapper().readTree(json("HR-2", 1, "250.50")));
        assertThat(sent()).as("a tree that was read with binary floating point").contains("\"loadAmount\":250.5,");
    }

    @Test
    void aMapWithoutTextsAsKeysIsReadAsFarAsItCan() {
        var map = new HashMap<Object, Object>(award("HR-1", 1, 250));
        map.put(17, "seventeen");
        map.put(null, "nothing");

        assertThat(enkash.send("enkash:allocate", map).getException()).isNull();
        assertThat(enkash.send("enkash:allocate", Collections.unmodifiableMap(map))
                        .getException())
                .isNull();
    }

    @Test
    void aBeanThatCannotBeReadNamesTheMemberAtFault() {
        enkash.context().getRegistry().bind("mapper", new ObjectMapper());

        assertThat(failure(enkash.send("enkash:allocate", new Bean()), InvalidRequestException.class))
                .hasMessageContaining("'joined'")
                .hasMessageContaining("Bean");
    }

    @Test
    void aTransactionFilterMayBeARecordAndHoldMoments() {
        record Filter(Instant txnDateFrom, String status, BigDecimal amountFrom, List<String> pgReferenceNumbers) {}
        var moment = Instant.parse("2031-01-24T08:47:01.505Z");

        enkash.send("enkash:transactions", new Filter(moment, null, new BigDecimal("10.50"), List.of("HR-1")));
        assertThat(sent())
                .contains("\"txnDateFrom\":\"2031-01-24T08:47:01.505Z\"")
                .contains("\"amountFrom\":10.5")
                .contains("\"pgReferenceNumbers\":[\"HR-1\"]")
                .doesNotContain("status");

        var moments = List.of(moment, Date.from(moment), moment.atZone(ZoneId.of("Asia/Kolkata")));
        for (Object from : moments) {
            enkash.send("enkash:transactions", Map.of("txnDateFrom", from));
            assertThat(sent()).contains("\"txnDateFrom\":\"2031-01-24T08:47:01.505Z\"");
        }
        for (Object vague : List.of(LocalDate.of(2031, 1, 24), new Cyclic())) {
            assertThat(failure(
                            enkash.send("enkash:transactions", Map.of("txnDateFrom", vague)),
                            InvalidRequestException.class))
                    .hasMessageContaining("'txnDateFrom'");
        }
        assertThat(server.calls()).hasSize(1 + moments.size());
    }

    /** The body of the last call that reached the server. */
    private String sent() {
        var calls = server.calls();
        return calls.get(calls.size() - 1).text();
    }
}
