package org.segloss.demo.zoo;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import java.nio.file.Path;
import java.util.Map;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNet;

/**
 * Builds the network of a zoo model. DJL loads parameters in a form of its own only, so the network
 * has its weights already when DJL gets it.
 */
public final class CheckpointBlockFactory implements BlockFactory {

    /** The checkpoint in the folder of a model. */
    static final String FILE = "network.ckpt";

    private static final long serialVersionUID = 1;

    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        Checkpoint checkpoint = Checkpoint.load(modelPath.resolve(FILE));
        UNet network = new UNet(checkpoint.config());
        checkpoint.restore(network, model.getNDManager());
        return network;
    }
}
