package org.segloss.demo.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.segloss.demo.io.AtomicFile;

/**
 * A NIfTI-1 file that is read and written slice by slice, in either byte order, compressed or not,
 * with its scaling applied. It may be larger than memory.
 */
public final class NiftiFile implements Slices {

    private final Path file;
    private final NiftiHeader header;

    private NiftiFile(Path file, NiftiHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Reads what stands before the voxels.
     *
     * @param file the file
     * @return the file, ready to be read
     * @throws IllegalArgumentException if the file is missing, cut short, or no NIfTI-1 of a known
     *     type with two or three axes; the message names the file, what was found and what was
     *     expected
     */
    public static NiftiFile of(Path file) {
        return attempt(
                file,
                () -> {
                    try (InputStream in = stream(file)) {
                        NiftiHeader header = NiftiHeader.read(file, in);
                        if (header.dataBytes() / header.shape()[0] > Integer.MAX_VALUE) {
                            String shape = Arrays.toString(header.shape());
                            throw NiftiHeader.bad(file, "shape " + shape, "slices below 2 GiB");
                        }
                        long found = Math.max(0, Files.size(file) - header.offset());
                        // A compressed file shows what it lacks only at its end.
                        if (!(in instanceof GZIPInputStream) && found < header.dataBytes()) {
                            throw lacking(file, header, found, header.dataBytes());
                        }
                        return new NiftiFile(file, header);
                    }
                });
    }

    NiftiHeader header() {
        return header;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int[] shape() {
        return header.shape();
    }

    @Override
    public float[] spacing() {
        return header.spacing();
    }

    @Override
    public SliceReader open() {
        return attempt(file, SliceReader::new);
    }

    /**
     * Writes a mask that belongs to this image: with its spacing and orientation, one byte a voxel,
     * compressed when the name ends in {@code .gz}.
     *
     * @param target the mask, replaced when it exists and this one is complete
     * @param content what hands over the classes of all slices in their order
     */
    public void writeMask(Path target, Consumer<Consumer<int[]>> content) {
        NiftiHeader mask =
                NiftiHeader.of(
                        NiftiType.UINT8,
                        ByteOrder.LITTLE_ENDIAN,
                        shape(),
                        spacing(),
                        header.orientation());
        write(target, mask, out -> content.accept(labels -> out.accept(Nifti.values(labels))));
    }

    static void write(Path target, NiftiHeader header, Consumer<Consumer<float[]>> content) {
        AtomicFile.write(
                target,
                file -> {
                    boolean compressed = target.toString().endsWith(".gz");
                    try (OutputStream out = compressed ? new GZIPOutputStream(file) : file) {
                        out.write(header.toBytes());
                        content.accept(
                                slice -> {
                                    try {
                                        out.write(header.encode(slice));
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(
                                                target + " cannot be written: " + e, e);
                                    }
                                });
                    }
                });
    }

    /** Reads the voxels from front to back. */
    final class SliceReader implements Reader {

        private final InputStream in;
        private long left = header.dataBytes();

        private SliceReader() throws IOException {
            in = stream(file);
            in.skipNBytes(header.offset());
        }

        /** The next slice as it is stored. */
        byte[] bytes() {
            return attempt(
                    file,
                    () -> {
                        int expected = Math.toIntExact(header.dataBytes() / shape()[0]);
                        // Grows with what the file really holds, whatever the header claims.
                        byte[] data = in.readNBytes(expected);
                        if (data.length < expected) {
                            long all = header.dataBytes();
                            throw lacking(file, header, all - left + data.length, all);
                        }
                        left -= expected;
                        if (left == 0) {
                            in.read(); // At the end of a gzip stream this checks its checksum.
                        }
                        return data;
                    });
        }

        @Override
        public float[] next() {
            byte[] data = bytes();
            float[] values = new float[data.length / header.type().bytes()];
            header.decode(data, values, 0);
            return values;
        }

        @Override
        public void close() {
            attempt(
                    file,
                    () -> {
                        in.close();
                        return in;
                    });
        }
    }

    private static InputStream stream(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static IllegalArgumentException lacking(
            Path file, NiftiHeader header, long found, long expected) {
        return NiftiHeader.bad(
                file,
                found + " bytes of voxels",
                expected
                        + " for shape "
                        + Arrays.toString(header.shape())
                        + " of "
                        + header.type());
    }

    /** What may fail as files do. */
    @FunctionalInterface
    private interface Access<T> {
        T call() throws IOException;
    }

    private static <T> T attempt(Path file, Access<T> access) {
        try {
            return access.call();
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException(
                    file + " is cut short or damaged (" + e.getMessage() + "): get it again", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " does not exist", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }
}
