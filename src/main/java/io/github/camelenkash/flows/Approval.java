package io.github.camelenkash.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelenkash.api.Amounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Somebody's word that a file may be paid, bound to what is in it: {@code NAME.approval.json}. The same shape without the
 * last two members is the request for it, {@code NAME.approval-request.json}.
 *
 * @param file the file's name in {@code waiting/}
 * @param sha256 of the file, in hexadecimal
 * @param rows how many rows it has
 * @param points what its rows add up to that can be paid, paid before or not
 * @param preparedBy who prepared or dropped it
 * @param approvedBy who approves it
 * @param expires until when the approval holds, ISO 8601 with offset
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approval(
        String file,
        String sha256,
        long rows,
        BigDecimal points,
        String preparedBy,
        String approvedBy,
        String expires) {

    static final String SUFFIX = ".approval.json";
    static final String REQUEST_SUFFIX = ".approval-request.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads one.
     *
     * @throws IOException if it cannot be read, or is none; the message does not repeat what stands there
     */
    static Approval read(Path path) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(path), Approval.class);
        } catch (JsonProcessingException e) {
            throw new IOException("The approval " + path.getFileName() + " is not of the form that the request has", e);
        }
    }

    /** Writes it at one stroke, so that nobody reads half of it. */
    void write(Path path) throws IOException {
        var part = path.resolveSibling(path.getFileName() + ".part");
        Files.writeString(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Why it does not hold for a file, or null where it does.
     *
     * @param actual what the file is now; its {@code preparedBy} is who owns it on the disk, or null
     * @param fourEyes whether who approves must be another one than who prepared or dropped the file
     */
    String problem(Approval actual, boolean fourEyes, Instant now) {
        if (!actual.sha256().equalsIgnoreCase(sha256)) {
            return "The file is not the one that was approved";
        }
        if (rows != actual.rows() || points == null || points.compareTo(actual.points()) != 0) {
            return "The approval is for " + rows + " rows and " + (points == null ? "no" : Amounts.shown(points))
                    + " points; the file has " + actual.rows() + " and "
                    + Amounts.shown(actual.points());
        }
        if (isBlank(approvedBy)) {
            return "The approval does not say who approves (approvedBy)";
        }
        if (fourEyes && isBlank(preparedBy) && isBlank(actual.preparedBy())) {
            return "The approval does not say who prepared the file (preparedBy)";
        }
        if (fourEyes && (isSame(approvedBy, preparedBy) || isSame(approvedBy, actual.preparedBy()))) {
            return "Who approves has prepared the file, too, and fourEyes is set";
        }
        try {
            return OffsetDateTime.parse(String.valueOf(expires)).toInstant().isAfter(now)
                    ? null
                    : "The approval has expired";
        } catch (DateTimeException e) {
            return "The approval does not say until when it holds (expires), such as 2026-11-30T18:00:00+05:30";
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isSame(String one, String other) {
        return !isBlank(other) && one.strip().equalsIgnoreCase(other.strip());
    }
}
