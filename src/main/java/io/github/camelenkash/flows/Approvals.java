package io.github.camelenkash.flows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/**
 * Approves files that wait. A file in {@code waiting/} has a request beside it; an approval beside it sends it back to be
 * paid. Whoever may write into that folder may approve: its permissions are what protects it.
 */
public final class Approvals {

    private Approvals() {}

    /**
     * Approves a file as it is now, for the rows and points that its request names.
     *
     * @param file in {@code waiting/}, with its request beside it
     * @param approvedBy who approves
     * @param preparedBy who prepared the file, or null for whom the request names
     * @param holdsFor how long the approval holds
     * @return the approval, which is written beside the file
     * @throws IllegalStateException if the file has changed since it was held
     * @throws IOException if there is no request, or something cannot be read or written
     */
    public static Approval approve(Path file, String approvedBy, String preparedBy, Duration holdsFor)
            throws IOException {
        if (approvedBy == null || approvedBy.isBlank()) {
            throw new IllegalArgumentException("Say who approves");
        }
        if (holdsFor.isNegative() || holdsFor.isZero()) {
            throw new IllegalArgumentException("Say for how long the approval holds");
        }
        var request = Approval.read(beside(file, Approval.REQUEST_SUFFIX));
        if (!sha256(file).equals(request.sha256())) {
            throw new IllegalStateException(file.getFileName()
                    + " has changed since it was held. Nothing was approved. Drop it again to have it looked at anew");
        }
        var approval = new Approval(
                file.getFileName().toString(),
                request.sha256(),
                request.rows(),
                request.points(),
                preparedBy == null ? request.preparedBy() : preparedBy,
                approvedBy,
                Instant.now().plus(holdsFor).atOffset(ZoneOffset.UTC).toString());
        approval.write(beside(file, Approval.SUFFIX));
        return approval;
    }

    /** Where the approval of a file lies. */
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(Landing.base(file.getFileName().toString()) + suffix);
    }

    /**
     * Puts a file that waits back into the folder that it was dropped into, behind its approval. What was told about it
     * while it waited goes: nothing of it was sent, and its new results tell more.
     *
     * @param approval as it was found in {@code waiting/}; it is copied
     */
    static void putBack(Path approval) throws IOException {
        var waiting = approval.toAbsolutePath().getParent();
        var name = Approval.read(approval).file();
        var file = name == null ? null : waiting.resolve(name);
        if (file == null || !waiting.equals(file.getParent()) || !Files.isRegularFile(file)) {
            throw new NoSuchFileException(String.valueOf(name), null, "which the approval names in its member 'file'");
        }
        var target = free(waiting.getParent(), name);
        Files.copy(approval, beside(target, Approval.SUFFIX));
        try {
            Files.move(file, target);
        } catch (FileSystemException e) {
            Files.delete(beside(target, Approval.SUFFIX));
            throw e;
        }
        for (var suffix : List.of(Approval.REQUEST_SUFFIX, Landing.RESULTS_SUFFIX, Landing.PAGE)) {
            Files.deleteIfExists(beside(file, suffix));
        }
    }

    private static Path free(Path folder, String name) {
        var base = Landing.base(name);
        for (int number = 1; ; number++) {
            var target = folder.resolve((number == 1 ? base : base + "-" + number) + Landing.extension(name));
            if (!Files.exists(target) && !Files.exists(beside(target, Approval.SUFFIX))) {
                return target;
            }
        }
    }

    /** Who owns a file on the disk: as far as a folder can tell, who dropped it. Null where the disk does not say. */
    static String owner(Path file) {
        try {
            return Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    static String sha256(Path file) throws IOException {
        var digest = LongTable.sha256();
        try (InputStream in = Files.newInputStream(file);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
