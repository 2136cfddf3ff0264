package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One change of points that somebody ordered: who, how much, which direction, from which account, under one reference.
 * The reference and the bytes to send are fixed here, when the order is made, and are the same on every try.
 *
 * @param operation the operation that carries it out; a paid order of the same operation can serve as a control
 * @param kind what the reference names
 * @param reference the orderer's own name for this movement; never null
 * @param account the account that funds it or takes it back
 * @param direction credit or debit
 * @param points how much, positive
 * @param cardId the person's card where the order names it, else null
 * @param who the person's identifiers in canonical form, for telling whether two orders are the same and whether two rows
 *     mean one person; never logged, never stored in clear
 * @param body the JSON to send for it, before encryption
 * @param source where the order came from, such as a file and its line, for people who look it up later; or null. Nothing
 *     is decided by it. Cleaned and cut when it is set
 */
public record Order(
        String operation,
        Kind kind,
        String reference,
        String account,
        Direction direction,
        BigDecimal points,
        String cardId,
        List<String> who,
        JsonNode body,
        String source) {

    private static final int LONGEST_REFERENCE = 200;
    private static final int LONGEST_SOURCE = 200;

    public Order {
        checkReference(reference);
        source = Masking.reference(source);
        if (source != null && source.length() > LONGEST_SOURCE) {
            source = source.substring(0, LONGEST_SOURCE);
        }
    }

    /** Refuses what cannot name a movement. */
    static void checkReference(String reference) {
        if (reference == null || reference.isBlank()) {
            throw new InvalidRequestException(Failure.because("A movement needs a reference, and this one has none")
                    .field("uniqueReferenceNumber")
                    .next("Give it a 'reference' (or 'uniqueReferenceNumber') in the body, or the header"
                            + " CamelEnkashReference: a business name of the award that is the same on every try"));
        }
        if (reference.length() > LONGEST_REFERENCE || hasControl(reference)) {
            throw new InvalidRequestException(Failure.because("The reference is longer than " + LONGEST_REFERENCE
                            + " characters or has control characters")
                    .field("uniqueReferenceNumber")
                    .next("Use a shorter, plain name for the award"));
        }
    }

    private static boolean hasControl(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            if (Character.isISOControl(reference.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** An order of which nobody says where it came from. */
    public Order(
            String operation,
            Kind kind,
            String reference,
            String account,
            Direction direction,
            BigDecimal points,
            String cardId,
            List<String> who,
            JsonNode body) {
        this(operation, kind, reference, account, direction, points, cardId, who, body, null);
    }

    /** The same order, with where it came from. */
    public Order from(String whence) {
        // Few movements say where they came from.
        return Objects.equals(whence, source)
                ? this
                : new Order(operation, kind, reference, account, direction, points, cardId, who, body, whence);
    }

    /** Neither the person nor the body is shown. */
    @Override
    public String toString() {
        return "Order[" + operation + " " + direction + " " + points + " reference=" + Masking.reference(reference)
                + "]";
    }
}
