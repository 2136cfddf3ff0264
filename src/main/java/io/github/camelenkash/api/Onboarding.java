package io.github.camelenkash.api;

/**
 * The identifiers that EnKash issued at onboarding (§1). They come from configuration only: no message can change them.
 *
 * @param partnerId the integrating partner; travels as an HTTP header
 * @param companyId the client company
 * @param cardAccountId the company's reward account, or null
 * @param incentiveAccountId the company's incentive account, or null
 * @param partnerName last segment of the single-sign-on URL (§8), or null
 * @param ssoUrl base URL of the browser host (§2), or null
 */
public record Onboarding(
        String partnerId,
        String companyId,
        String cardAccountId,
        String incentiveAccountId,
        String partnerName,
        String ssoUrl) {

    /**
     * The account that funds a programme.
     *
     * @throws InvalidRequestException if it is not configured
     */
    public String account(Program program) {
        return switch (program) {
            case reward -> required(cardAccountId, "cardAccountId");
            case incentive -> required(incentiveAccountId, "incentiveAccountId");
        };
    }

    /** An identifier that a call cannot do without; the error names the option to set. */
    public static String required(String value, String option) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequestException(Failure.because("The option '" + option + "' is not set")
                    .field(option)
                    .next("Set camel.component.enkash." + kebab(option) + " to the value EnKash issued at onboarding"));
        }
        return value;
    }

    private static String kebab(String option) {
        return option.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
