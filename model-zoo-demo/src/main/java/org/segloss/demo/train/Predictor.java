package org.segloss.demo.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNet;

/** A network from a checkpoint, applied to images as a user has them. */
public final class Predictor {

    private static final int BATCH = 8;

    private final Checkpoint checkpoint;
    private final Origin origin;
    private final String engine;

    /**
     * Reads a checkpoint.
     *
     * @param file a checkpoint that a training wrote, on any engine
     * @param engine the engine that is to compute
     * @throws IllegalArgumentException if the file is none, or damaged
     */
    public Predictor(Path file, String engine) {
        this.checkpoint = Checkpoint.load(file);
        this.origin = Origin.of(checkpoint);
        this.engine = engine;
    }

    /**
     * A prediction.
     *
     * @param inputs what the network saw
     * @param masks what it made of each
     * @param mask the classes of the image
     */
    public record Prediction(List<Volume> inputs, List<Mask> masks, Mask mask) {}

    /**
     * The classes that the network knows.
     *
     * @return their names by index; 0 is background
     */
    public List<String> classNames() {
        return origin.classNames();
    }

    /**
     * Segments an image.
     *
     * @param image the image as its file holds it
     * @return its classes
     * @throws IllegalArgumentException if the network has not learnt to see such an image
     */
    public Prediction predict(Volume image) {
        List<Volume> inputs = origin.view().inputs(image);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine)) {
            UNet network = new UNet(checkpoint.config());
            checkpoint.restore(network, manager);
            List<Mask> masks = new Segmenter(network, manager, BATCH).segment(inputs);
            return new Prediction(inputs, masks, origin.view().assemble(masks, image.shape()));
        }
    }
}
