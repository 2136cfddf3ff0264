package io.github.camelenkash.client;

import io.github.camelenkash.api.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;

/**
 * A transaction with a key that tells it from all others: EnKash's id, or, where there is none, everything that a
 * transaction is made of and the how-manieth of its kind it is in one answer. A hash, so it can be kept anywhere.
 *
 * @param key 22 characters that are safe in a URL
 */
public record KeyedTransaction(String key, Transaction transaction) {

    private static final int KEY_BYTES = 16;

    /** Keys for the rows of one answer, in its order. */
    static List<KeyedTransaction> of(List<Transaction> answer) {
        var alike = new HashMap<String, Integer>();
        var keyed = new ArrayList<KeyedTransaction>(answer.size());
        for (var transaction : answer) {
            if (transaction.transactionId() != null) {
                keyed.add(new KeyedTransaction(hash("id", transaction.transactionId()), transaction));
            } else {
                var content = content(transaction);
                int number = alike.merge(content, 1, Integer::sum);
                keyed.add(new KeyedTransaction(hash(content, Integer.toString(number)), transaction));
            }
        }
        return keyed;
    }

    /** Without the status, which may change. */
    private static String content(Transaction t) {
        var points = t.points() == null ? null : t.points().stripTrailingZeros().toPlainString();
        return String.join(
                "\n",
                List.of(
                        "content",
                        text(t.reference()),
                        text(t.cardId()),
                        text(t.userId()),
                        text(points),
                        text(t.direction()),
                        text(t.type()),
                        text(t.time())));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static String hash(String... parts) {
        var digest = HexFormat.of().parseHex(Digest.hex(parts));
        var shortened = new byte[KEY_BYTES];
        ByteBuffer.wrap(digest).get(shortened);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(shortened);
    }
}
