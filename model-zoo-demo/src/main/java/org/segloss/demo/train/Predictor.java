package org.segloss.demo.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Slices;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNet;
import org.segloss.demo.sliding.Tiling;

/** A network from a checkpoint, applied to images as a user has them. */
public final class Predictor {

    private final Checkpoint checkpoint;
    private final Origin origin;
    private final String engine;
    private final Tiling tiling;

    /**
     * Reads a checkpoint, for windows that overlap as usual.
     *
     * @param file a checkpoint that a training wrote, on any engine
     * @param engine the engine that is to compute
     * @throws IllegalArgumentException if the file is none, or damaged
     */
    public Predictor(Path file, String engine) {
        this(file, engine, Tiling.USUAL);
    }

    /**
     * Reads a checkpoint.
     *
     * @param file a checkpoint that a training wrote, on any engine
     * @param engine the engine that is to compute
     * @param tiling how windows overlap, of a network that sees through several
     * @throws IllegalArgumentException if the file is none, or damaged
     */
    public Predictor(Path file, String engine, Tiling tiling) {
        this.checkpoint = Checkpoint.load(file);
        this.origin = Origin.of(checkpoint);
        this.engine = engine;
        this.tiling = tiling;
    }

    /**
     * The classes that the network knows.
     *
     * @return their names by index; 0 is background
     */
    public List<String> classNames() {
        return origin.classNames();
    }

    /**
     * Segments an image that fits into memory.
     *
     * @param image the image as its file holds it
     * @return its classes
     * @throws IllegalArgumentException if the network has not learnt to see such an image
     */
    public Mask predict(Slices image) {
        return with(network -> network.segment(image));
    }

    /**
     * Segments an image slice by slice.
     *
     * @param image the image as its file holds it
     * @param out gets the classes of its voxels from front to back, some slices at a time
     * @throws IllegalArgumentException if the network has not learnt to see such an image
     */
    public void predict(Slices image, Consumer<int[]> out) {
        with(
                network -> {
                    network.segment(image, out);
                    return out;
                });
    }

    private <T> T with(Function<ImageSegmenter, T> use) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
            UNet network = new UNet(checkpoint.config());
            checkpoint.restore(network, manager);
            return use.apply(
                    new ImageSegmenter(new Segmenter(network, manager), origin.view(), tiling));
        }
    }
}
