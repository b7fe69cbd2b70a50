package org.segloss.demo.zoo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one file from another in DJL's metadata.
 *
 * @param sha1 the SHA-1 of the content, in lower case
 * @param size the number of bytes
 */
record Checksum(String sha1, long size) {

    /** That of no file. */
    static final Checksum NONE = new Checksum("none", 0);

    static Checksum of(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-1"))) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Checksum(HexFormat.of().formatHex(in.getMessageDigest().digest()), size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    @Override
    public String toString() {
        return "SHA-1 " + sha1 + " of " + size + " bytes";
    }
}
