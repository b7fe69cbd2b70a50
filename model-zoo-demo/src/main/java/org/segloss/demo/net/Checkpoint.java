package org.segloss.demo.net;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.util.Pair;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.segloss.tensor.EngineMemory;

/**
 * A trained network in a file that belongs to no engine: what one has learnt, another can load.
 *
 * <p>The file is a zip with two entries. {@code checkpoint.json} names the {@link UNetConfig}, the
 * parameters with their shapes, in order, and whatever the writer wants to be remembered; {@code
 * weights.bin} holds the values of those parameters, one after another, as little-endian 32-bit
 * floats.
 */
public final class Checkpoint {

    private static final String HEADER = "checkpoint.json";
    private static final String WEIGHTS = "weights.bin";
    private static final String FORMAT = "segloss-checkpoint-1";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private final Header header;
    private final FloatBuffer weights;

    private Checkpoint(Header header, FloatBuffer weights) {
        this.header = header;
        this.weights = weights;
    }

    /**
     * Writes a network. An earlier file at the same place is replaced only when the new one is
     * complete.
     *
     * @param file where to
     * @param network a network with weights
     * @param metadata what else to remember, such as the loss, the epoch and the names of the
     *     classes: anything that Jackson can write
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void save(Path file, UNet network, Map<String, ?> metadata) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            try {
                write(partial, network, metadata);
                Files.move(
                        partial,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the checkpoint " + file + " cannot be written: " + e, e);
        }
    }

    private static void write(Path file, UNet network, Map<String, ?> metadata) throws IOException {
        ParameterList parameters = network.getParameters();
        List<Slot> slots = parameters.stream().map(Slot::of).toList();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(HEADER));
            zip.write(
                    JSON.writeValueAsBytes(
                            new Header(
                                    FORMAT,
                                    network.config(),
                                    slots,
                                    Collections.unmodifiableMap(metadata))));
            zip.putNextEntry(new ZipEntry(WEIGHTS));
            for (Parameter parameter : parameters.values()) {
                float[] values = parameter.getArray().toFloatArray();
                byte[] bytes = new byte[values.length * Float.BYTES];
                littleEndian(bytes).asFloatBuffer().put(values);
                zip.write(bytes);
            }
        }
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @param file the checkpoint
     * @return what it holds
     * @throws IllegalArgumentException if there is no such file, or it is damaged, or something
     *     else
     */
    public static Checkpoint load(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Header header = JSON.readValue(read(zip, HEADER), Header.class);
            if (!FORMAT.equals(header.format())) {
                throw new IOException(
                        "its format is '" + header.format() + "', known is '" + FORMAT + "'");
            }
            byte[] weights = read(zip, WEIGHTS);
            long expected = header.parameters().stream().mapToLong(Slot::size).sum() * Float.BYTES;
            if (weights.length != expected) {
                throw new IOException(
                        WEIGHTS + " has " + weights.length + " bytes instead of " + expected);
            }
            return new Checkpoint(header, littleEndian(weights).asFloatBuffer());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file
                            + " is not a checkpoint that can be read ("
                            + e.getMessage()
                            + "): give a file that training wrote, complete",
                    e);
        }
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it holds no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The size of the network that was saved.
     *
     * @return what to build the {@link UNet} from
     */
    public UNetConfig config() {
        return header.network();
    }

    /**
     * What the writer wanted to be remembered.
     *
     * @return names and values as Jackson reads them back
     */
    public Map<String, Object> metadata() {
        return header.metadata();
    }

    /**
     * Creates the parameters of a network with the saved values.
     *
     * @param network a network without weights, of the same size as the one saved
     * @param manager the manager, and so the engine and device, that is to hold the weights
     * @throws IllegalArgumentException if the checkpoint is of another network
     * @throws IllegalStateException if the network has weights already
     */
    public void restore(UNet network, NDManager manager) {
        requireSame("network", config(), network.config());
        ParameterList parameters = network.getParameters();
        requireSame(
                "parameters",
                header.parameters().stream().map(Slot::name).toList(),
                parameters.keys());
        int offset = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Slot slot = header.parameters().get(i);
            FloatBuffer values = weights.slice(offset, slot.size());
            offset += slot.size();
            parameters
                    .valueAt(i)
                    .setInitializer(
                            (target, shape, type) -> {
                                requireSame(slot.name(), slot.toShape(), shape);
                                return EngineMemory.create(target, values, shape);
                            });
        }
        network.initialize(manager);
    }

    private static void requireSame(String what, Object saved, Object wanted) {
        if (!saved.equals(wanted)) {
            throw new IllegalArgumentException(
                    "the checkpoint is of another network: its "
                            + what
                            + " is "
                            + saved
                            + ", wanted is "
                            + wanted
                            + ": build the network from the checkpoint's own configuration, or give"
                            + " the checkpoint of this one");
        }
    }

    /** What {@code checkpoint.json} holds. */
    record Header(
            String format,
            UNetConfig network,
            List<Slot> parameters,
            Map<String, Object> metadata) {}

    /** One parameter's place in {@code weights.bin}. */
    record Slot(String name, List<Long> shape) {

        static Slot of(Pair<String, Parameter> parameter) {
            long[] shape = parameter.getValue().getShape().getShape();
            return new Slot(parameter.getKey(), Arrays.stream(shape).boxed().toList());
        }

        Shape toShape() {
            return new Shape(shape);
        }

        int size() {
            return Math.toIntExact(toShape().size());
        }
    }
}
