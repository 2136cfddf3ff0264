package io.github.camelenkash.bench;

import io.github.camelenkash.client.AesPayloadCodec;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request encrypted and an answer decrypted, each of about the size of an award's. */
@State(Scope.Benchmark)
public class CodecBenchmark {

    private static final byte[] REQUEST =
            ("{\"title\":\"Ms\",\"firstName\":\"Asha\",\"gender\":\"F\",\"email\":\"asha@example.in\","
                            + "\"mobile\":\"9000000001\",\"loadAmount\":250,\"uniqueReferenceNumber\":\"BENCH-1\",\"companyId\":\"CEKBENCH\","
                            + "\"cardAccountId\":\"CA9BENCH1\",\"transactionCode\":\"ALLOCATION\",\"transactionType\":\"CR\","
                            + "\"type\":\"ALLOCATE_POINT\"}")
                    .getBytes(StandardCharsets.UTF_8);

    private final AesPayloadCodec codec = AesPayloadCodec.of(FastServer.SECRET);
    private final byte[] answer = codec.encode(REQUEST);

    /** A request encrypted, an answer decrypted. */
    @Benchmark
    public int roundTrip() {
        return codec.encode(REQUEST).length + codec.decode(answer).length;
    }
}
