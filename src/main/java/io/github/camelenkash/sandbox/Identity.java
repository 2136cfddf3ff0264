package io.github.camelenkash.sandbox;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who the sandbox knows: what EnKash hands out at onboarding. All invented, in the shapes of contract §1.
 *
 * @param openingBalance of both accounts
 */
record Identity(
        String partnerId,
        String companyId,
        String companyName,
        String cardAccountId,
        String incentiveAccountId,
        String partnerName,
        String username,
        String password,
        String clientId,
        String clientSecret,
        BigDecimal openingBalance) {

    static final Identity DEMO = new Identity(
            "CRMDEMO01",
            "CEKDEMO001",
            "Demo Industries",
            "CADEMO01",
            "CADEMO02",
            "hrms",
            "9000000001",
            "sandbox-password",
            "CEKDEMO001",
            "5a4db0c5e1f24b7f9d0a6c3e8b2175940fdec0de",
            new BigDecimal("1000000"));

    Identity withOpeningBalance(BigDecimal balance) {
        return of(options(""), companyName, balance);
    }

    /** The same with some of its {@linkplain #options(String) options} changed. */
    Identity with(Map<String, String> changes) {
        var options = options("");
        changes.forEach((name, value) -> {
            if (options.replace(name, value) == null || name.endsWith("Url")) {
                throw new IllegalArgumentException("Not an identifier or secret of the sandbox: " + name);
            }
        });
        return of(options, companyName, openingBalance);
    }

    private static Identity of(Map<String, String> options, String companyName, BigDecimal balance) {
        return new Identity(
                options.get("partnerId"),
                options.get("companyId"),
                companyName,
                options.get("cardAccountId"),
                options.get("incentiveAccountId"),
                options.get("partnerName"),
                options.get("username"),
                options.get("password"),
                options.get("clientId"),
                options.get("clientSecret"),
                balance);
    }

    /** As component options, under the names that {@link io.github.camelenkash.api.OfflineService} lists. */
    Map<String, String> options(String url) {
        var options = new LinkedHashMap<String, String>();
        options.put("apiUrl", url);
        options.put("tokenUrl", url + Operation.TOKEN.path());
        options.put("marketplaceUrl", url);
        options.put("ssoUrl", url);
        options.put("partnerId", partnerId);
        options.put("companyId", companyId);
        options.put("cardAccountId", cardAccountId);
        options.put("incentiveAccountId", incentiveAccountId);
        options.put("partnerName", partnerName);
        options.put("username", username);
        options.put("password", password);
        options.put("clientId", clientId);
        options.put("clientSecret", clientSecret);
        return options;
    }

    @Override
    public String toString() {
        return "Identity[" + partnerId + "]";
    }
}
