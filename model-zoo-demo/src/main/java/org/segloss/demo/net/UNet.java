package org.segloss.demo.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A U-Net for images or volumes, from operators that PyTorch and MXNet both train. <a
 * href="https://arxiv.org/abs/1505.04597">The paper</a> joins a path that sees ever more of the
 * image, ever more coarsely, with one that brings the answer back to full resolution, and hands the
 * fine detail across at every level.
 *
 * <p>Each level is two times (convolution of 3 voxels, instance normalisation, ReLU). Downwards, a
 * maximum over 2 voxels halves every axis and the channels double; upwards, a convolution of one
 * voxel halves the channels and every voxel is repeated along every axis, for want of a transposed
 * convolution on both engines; then the level's own features are joined as further channels.
 *
 * <ul>
 *   <li>input: {@code (N, inChannels, *S)}, every size of S a multiple of {@link
 *       UNetConfig#sizeMultiple()}
 *   <li>output: logits {@code (N, classes, *S)}
 * </ul>
 */
public final class UNet extends AbstractBlock {

    private final UNetConfig config;
    private final List<Block> encoders = new ArrayList<>();
    private final List<Block> reducers = new ArrayList<>();
    private final List<Block> decoders = new ArrayList<>();
    private final Block head;

    /**
     * Builds a network without weights.
     *
     * @param config its size
     */
    public UNet(UNetConfig config) {
        this.config = config;
        for (int level = 0; level < config.depth(); level++) {
            encoders.add(addChildBlock("encoder" + level, convolutions(channels(level))));
        }
        for (int level = config.depth() - 2; level >= 0; level--) {
            reducers.add(addChildBlock("reducer" + level, convolution(1, channels(level), true)));
            decoders.add(addChildBlock("decoder" + level, convolutions(channels(level))));
        }
        head = addChildBlock("head", convolution(1, config.classes(), true));
    }

    /**
     * The size of this network.
     *
     * @return what it was built from
     */
    public UNetConfig config() {
        return config;
    }

    /**
     * Creates the parameters. Their shapes depend on the {@link #config()} alone, so no input need
     * be known. Weights go into a network once, before a trainer sees it: MXNet's trainer keeps a
     * copy of its own and would undo a later change.
     *
     * @param manager the manager that is to hold them
     * @throws IllegalStateException if they exist already
     */
    void initialize(NDManager manager) {
        if (isInitialized()) {
            throw new IllegalStateException("the network has weights already: build a new UNet");
        }
        Shape small = new Shape(1, config.inChannels()).addAll(cube(2L * config.sizeMultiple()));
        initialize(manager, DataType.FLOAT32, small);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {withChannels(inputShapes[0], config.classes())};
    }

    @Override
    protected void beforeInitialize(Shape... inputShapes) {
        config.requireInput(inputShapes[0]);
        super.beforeInitialize(inputShapes);
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        // The weights depend on the channels alone, so the shape of the input serves every level.
        Shape shape = inputShapes[0];
        for (int level = 0; level < config.depth(); level++) {
            int channels = level == 0 ? config.inChannels() : channels(level - 1);
            encoders.get(level).initialize(manager, dataType, withChannels(shape, channels));
        }
        for (int i = 0; i < decoders.size(); i++) {
            Shape below = withChannels(shape, channels(config.depth() - 1 - i));
            reducers.get(i).initialize(manager, dataType, below);
            // Joined, the two inputs of a decoder have as many channels as the level below.
            decoders.get(i).initialize(manager, dataType, below);
        }
        head.initialize(manager, dataType, withChannels(shape, config.width()));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray features = inputs.singletonOrThrow();
        config.requireInput(features.getShape());
        Deque<NDArray> skips = new ArrayDeque<>();
        for (Block encoder : encoders) {
            if (!skips.isEmpty()) {
                features = halve(features);
            }
            features = run(encoder, store, features, training);
            skips.push(features);
        }
        skips.pop();
        for (int i = 0; i < decoders.size(); i++) {
            NDArray coarse = twice(run(reducers.get(i), store, features, training));
            NDArray joined = NDArrays.concat(new NDList(skips.pop(), coarse), 1);
            features = run(decoders.get(i), store, joined, training);
        }
        return new NDList(run(head, store, features, training));
    }

    private static NDArray run(Block block, ParameterStore store, NDArray input, boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    private NDArray halve(NDArray features) {
        Shape two = cube(2);
        return features.getNDArrayInternal().maxPool(two, two, cube(0), false);
    }

    private NDArray twice(NDArray features) {
        NDArray result = features;
        for (int axis = 2; axis < config.dimensions() + 2; axis++) {
            result = result.repeat(axis, 2);
        }
        return result;
    }

    private int channels(int level) {
        return config.width() << level;
    }

    private Block convolutions(int channels) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < 2; i++) {
            // The shift of the normalisation makes a bias before it idle.
            block.add(convolution(3, channels, false));
            block.add(new InstanceNorm(channels));
            block.add(Activation.reluBlock());
        }
        return block;
    }

    private Block convolution(int kernel, int filters, boolean bias) {
        Shape size = cube(kernel);
        Shape padding = cube(kernel / 2);
        return config.dimensions() == 2
                ? Conv2d.builder()
                        .setKernelShape(size)
                        .optPadding(padding)
                        .setFilters(filters)
                        .optBias(bias)
                        .build()
                : Conv3d.builder()
                        .setKernelShape(size)
                        .optPadding(padding)
                        .setFilters(filters)
                        .optBias(bias)
                        .build();
    }

    private Shape cube(long size) {
        long[] shape = new long[config.dimensions()];
        Arrays.fill(shape, size);
        return new Shape(shape);
    }

    private static Shape withChannels(Shape shape, long channels) {
        return new Shape(shape.get(0), channels).addAll(shape.slice(2));
    }
}
