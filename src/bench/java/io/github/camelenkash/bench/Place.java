package io.github.camelenkash.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a contender works.
 *
 * @param serverPort port of the {@link FastServer}
 * @param folder for databases in files
 * @param postgresUrl JDBC URL of a PostgreSQL whose commits are durable, with its user and password; or null
 * @param run names the run in references, so that none comes twice
 */
record Place(int serverPort, String folder, String postgresUrl, String run) {

    String url() {
        return "http://127.0.0.1:" + serverPort;
    }

    /** An award as a route gets it. */
    Map<String, Object> award(long number) {
        var award = new LinkedHashMap<String, Object>();
        award.put("title", "Ms");
        award.put("firstName", "Asha");
        award.put("gender", "F");
        award.put("email", "asha" + number + "@example.in");
        award.put("mobile", String.valueOf(9_000_000_000L + number % 900_000_000L));
        award.put("points", 250);
        award.put("reference", reference(number));
        return award;
    }

    String reference(long number) {
        return "BENCH-" + run + "-" + number;
    }

    /** The options of a server that is known by its address, under the names of the component's options. */
    Map<String, String> options() {
        return Map.of(
                "apiUrl", url(),
                "partnerId", "CRMBENCH1",
                "companyId", "CEKBENCH",
                "cardAccountId", "CA9BENCH1",
                "username", "9000000001",
                "password", "bench-password",
                "clientId", "CEKBENCH",
                "clientSecret", FastServer.SECRET);
    }
}
