package org.segloss.demo.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;

/**
 * Instance normalisation: every channel of every image to mean 0 and variance 1, then scaled and
 * shifted by two learnt numbers per channel. <a href="https://arxiv.org/abs/1607.08022">The
 * paper</a> left the batch out of the statistics, so that a network does in prediction what it did
 * in training and an image never depends on its neighbours.
 *
 * <p>DJL has no such operator. Its batch normalisation, shown each image's channels as channels of
 * one image, is one fused call and in training by far the fastest way on both engines; but MXNet
 * lets it use an image's own statistics only under a gradient collector. Prediction therefore goes
 * through layer normalisation, which gives the same numbers.
 */
final class InstanceNorm extends AbstractBlock {

    private static final float EPSILON = 1e-5f;

    private final Parameter gamma;
    private final Parameter beta;

    InstanceNorm(int channels) {
        Shape perChannel = new Shape(channels);
        gamma = addParameter(parameter("gamma", Parameter.Type.GAMMA, perChannel));
        beta = addParameter(parameter("beta", Parameter.Type.BETA, perChannel));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray input = inputs.singletonOrThrow();
        NDArray scale = store.getValue(gamma, input.getDevice(), training);
        NDArray shift = store.getValue(beta, input.getDevice(), training);
        return new NDList(training ? fused(input, scale, shift) : rowByRow(input, scale, shift));
    }

    private static NDArray fused(NDArray input, NDArray scale, NDArray shift) {
        Shape shape = input.getShape();
        long batch = shape.get(0);
        Shape perInstance = new Shape(batch * shape.get(1));
        NDArray oneImage = input.reshape(new Shape(1).addAll(perInstance).addAll(shape.slice(2)));
        NDManager manager = input.getManager();
        return oneImage.getNDArrayInternal()
                .batchNorm(
                        oneImage,
                        manager.zeros(perInstance),
                        manager.ones(perInstance),
                        attached(scale.tile(batch), manager),
                        attached(shift.tile(batch), manager),
                        1,
                        0f,
                        EPSILON,
                        true)
                .singletonOrThrow()
                .reshape(shape);
    }

    private static NDArray rowByRow(NDArray input, NDArray scale, NDArray shift) {
        Shape shape = input.getShape();
        Shape row = new Shape(shape.slice(2).size());
        NDArray rows = input.reshape(new Shape(shape.get(0) * shape.get(1)).addAll(row));
        NDManager manager = input.getManager();
        long[] perChannel = new long[shape.dimension()];
        Arrays.fill(perChannel, 1);
        perChannel[1] = shape.get(1);
        return rows.getNDArrayInternal()
                .layerNorm(rows, row, manager.ones(row), manager.zeros(row), EPSILON)
                .singletonOrThrow()
                .reshape(shape)
                .mul(attached(scale.reshape(perChannel), manager))
                .add(attached(shift.reshape(perChannel), manager));
    }

    // What is made from a parameter belongs to the parameter's manager, which outlives the step.
    private static NDArray attached(NDArray array, NDManager manager) {
        array.attach(manager);
        return array;
    }

    private static Parameter parameter(String name, Parameter.Type type, Shape shape) {
        return Parameter.builder().setName(name).setType(type).optShape(shape).build();
    }
}
