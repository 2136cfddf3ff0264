package io.github.camelenkash.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.api.Masking;
import java.util.Objects;

/** The body of an answer, decrypted and opened (§6). */
sealed interface Opened {

    /**
     * EnKash's envelope, in either style (§6.1).
     *
     * @param code the result code; 0 is success
     * @param message EnKash's own text, cleaned of personal data, or null
     * @param payload the data, or null
     */
    record Envelope(int code, String message, JsonNode payload) implements Opened {

        boolean hasMessage() {
            return message != null && !message.isBlank();
        }

        /** The payload holds personal data and is left out. */
        @Override
        public String toString() {
            return "Envelope[code=" + code + "]";
        }
    }

    /** No envelope, and why. */
    record Unusable(String reason) implements Opened {}

    /** Opens the bodies of answers; tolerant as §14 rows 1 to 3 ask. */
    final class Opener {

        private final PayloadCodec codec;

        Opener(PayloadCodec codec) {
            this.codec = codec;
        }

        /** Never throws: what an unusable answer means depends on what was asked. */
        Opened open(byte[] body) {
            byte[] json;
            try {
                json = Objects.requireNonNull(codec.decode(body));
            } catch (RuntimeException undecodable) {
                // Any, because the codec may be the user's. Its text is not passed on: it may quote the body.
                return new Unusable("the answer is encrypted and cannot be decrypted");
            }
            if (isBlank(json)) {
                return new Unusable("the answer is empty");
            }
            var tree = Json.read(json);
            if (tree == null) {
                return new Unusable(
                        looksLikeHtml(json)
                                ? "the answer is HTML, not JSON: something else than EnKash's API answers there"
                                : "the answer is not JSON");
            }
            return envelope(tree);
        }

        /** Whichever code is there decides; where both are, they must agree, because one of them would be a lie. */
        private static Opened envelope(JsonNode tree) {
            if (!tree.isObject()) {
                return new Unusable("the answer is JSON without EnKash's envelope");
            }
            // A and B are the two styles of §6.1.
            boolean hasA = isPresent(tree.get("response_code"));
            boolean hasB = isPresent(tree.get("code"));
            var codeA = code(tree.get("response_code"));
            var codeB = code(tree.get("code"));
            if (!hasA && !hasB) {
                return new Unusable("the answer has no result code");
            }
            if ((hasA && codeA == null) || (hasB && codeB == null)) {
                return new Unusable("the result code is not a number");
            }
            if (hasA && hasB && !codeA.equals(codeB)) {
                return new Unusable("the answer has two result codes that differ");
            }
            var messageA = text(tree.get("response_message"));
            var messageB = text(tree.get("message"));
            return new Envelope(
                    hasA ? codeA : codeB,
                    clean(hasA && messageA != null || messageB == null ? messageA : messageB),
                    payload(tree));
        }

        /** {@code paylod} is how one page spells it (§14 row 3). */
        private static JsonNode payload(JsonNode tree) {
            var payload = tree.get("payload");
            payload = isPresent(payload) ? payload : tree.get("paylod");
            return isPresent(payload) ? payload : null;
        }

        /** An integer, or its text (§14 row 2). */
        private static Integer code(JsonNode node) {
            if (!isPresent(node)) {
                return null;
            }
            if (node.isIntegralNumber()) {
                return node.canConvertToInt() ? node.intValue() : null;
            }
            if (!node.isTextual()) {
                return null;
            }
            try {
                return Integer.valueOf(node.textValue().trim());
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }

        /** A message; blank is none. */
        private static String text(JsonNode node) {
            return isPresent(node) && node.isValueNode() && !node.asText().isBlank() ? node.asText() : null;
        }

        /** A JSON null is as good as nothing (§14 row 26). */
        private static boolean isPresent(JsonNode node) {
            return node != null && !node.isNull();
        }

        /** Most messages are a few plain words; the expressions that look for personal data cost more than parsing. */
        private static String clean(String message) {
            return message == null || (message.length() <= 32 && isWords(message)) ? message : Masking.clean(message);
        }

        private static boolean isWords(String message) {
            for (int i = 0; i < message.length(); i++) {
                char c = message.charAt(i);
                if (c != ' ' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isBlank(byte[] text) {
            for (byte b : text) {
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return false;
                }
            }
            return true;
        }

        /** Most often a proxy or a maintenance page, and then worth saying. */
        private static boolean looksLikeHtml(byte[] text) {
            for (byte b : text) {
                if (b > ' ') {
                    return b == '<';
                }
            }
            return false;
        }
    }
}
