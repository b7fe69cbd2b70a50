package org.segloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Losses of windows operation by operation, as the Python libraries write them. */
final class TextbookWindows {

    private static final int WINDOW = 11;

    private TextbookWindows() {}

    /** Soft clDice of all foreground classes together, as MONAI. */
    static NDArray softClDice(NDList y, NDArray x) {
        NDArray p = x.softmax(1).get(":, 1:");
        NDArray g = Textbook.oneHot(y, x).get(":, 1:");
        NDArray precision = share(skeleton(p), g);
        NDArray sensitivity = share(skeleton(g), p);
        NDArray product = precision.mul(sensitivity);
        NDArray clDice = product.add(product).div(precision.add(sensitivity));
        NDArray overlap = p.mul(g).sum();
        NDArray dice = overlap.add(overlap).add(1).div(p.sum().add(g.sum()).add(1));
        return clDice.add(dice).mul(Textbook.number(x, 0.5f)).neg().add(1);
    }

    private static NDArray share(NDArray skeleton, NDArray mask) {
        return skeleton.mul(mask).sum().add(1).div(skeleton.sum().add(1));
    }

    private static NDArray skeleton(NDArray map) {
        NDArray rest = map;
        NDArray skeleton = Activation.relu(rest.sub(dilate(erode(rest))));
        for (int i = 0; i < 3; i++) {
            rest = erode(rest);
            NDArray found = Activation.relu(rest.sub(dilate(erode(rest))));
            skeleton = skeleton.add(Activation.relu(found.sub(skeleton.mul(found))));
        }
        return skeleton;
    }

    private static NDArray erode(NDArray map) {
        NDArray least = map;
        int axes = map.getShape().dimension() - 2;
        for (int axis = 0; axis < axes; axis++) {
            int along = axis;
            long[] window = IntStream.range(0, axes).mapToLong(a -> a == along ? 3 : 1).toArray();
            least = least.minimum(maxPool(map.neg(), window).neg());
        }
        return least;
    }

    private static NDArray dilate(NDArray map) {
        long[] window = new long[map.getShape().dimension() - 2];
        Arrays.fill(window, 3);
        return maxPool(map, window);
    }

    private static NDArray maxPool(NDArray map, long... window) {
        long[] stride = new long[window.length];
        Arrays.fill(stride, 1);
        Shape padding = new Shape(Arrays.stream(window).map(w -> w / 2).toArray());
        return window.length == 2
                ? Pool.maxPool2d(map, new Shape(window), new Shape(stride), padding, false)
                : Pool.maxPool3d(map, new Shape(window), new Shape(stride), padding, false);
    }

    /** Structural similarity by five convolutions with one whole window, as MONAI. */
    static NDArray ssim(NDList y, NDArray x) {
        NDArray p = x.softmax(1);
        NDArray g = Textbook.oneHot(y, x);
        NDArray kernel = kernel(x);
        NDArray meanP = convolve(p, kernel);
        NDArray meanG = convolve(g, kernel);
        NDArray product = meanP.mul(meanG);
        NDArray squares = meanP.square().add(meanG.square());
        NDArray squared = convolve(p.square(), kernel).add(convolve(g.square(), kernel));
        NDArray variances = squared.sub(squares);
        NDArray covariance = convolve(p.mul(g), kernel).sub(product);
        NDArray contrast = covariance.add(covariance).add(9e-4f).div(variances.add(9e-4f));
        NDArray brightness = product.add(product).add(1e-4f).div(squares.add(1e-4f));
        return contrast.mul(brightness).mean().neg().add(1);
    }

    private static NDArray kernel(NDArray x) {
        long[] sides =
                Arrays.stream(x.getShape().slice(2).getShape())
                        .map(TextbookWindows::side)
                        .toArray();
        Shape shape = new Shape(sides);
        double[] weights = new double[(int) shape.size()];
        for (int i = 0; i < weights.length; i++) {
            double square = 0;
            int rest = i;
            for (int axis = sides.length - 1; axis >= 0; axis--) {
                double at = rest % sides[axis] - (sides[axis] - 1) / 2.0;
                square += at * at;
                rest /= (int) sides[axis];
            }
            weights[i] = Math.exp(-square / 2 / 1.5 / 1.5);
        }
        double sum = Arrays.stream(weights).sum();
        float[] values = new float[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (weights[i] / sum);
        }
        return x.getManager().create(values, new Shape(1, 1).addAll(shape));
    }

    private static long side(long length) {
        return Math.min(WINDOW, length);
    }

    /** One kernel for all channels, each taken for an image of its own. */
    private static NDArray convolve(NDArray map, NDArray kernel) {
        Shape shape = map.getShape();
        int axes = shape.dimension() - 2;
        NDArray images = map.reshape(new Shape(-1, 1).addAll(shape.slice(2)));
        long[] ones = new long[axes];
        Arrays.fill(ones, 1);
        Shape stride = new Shape(ones);
        Shape padding = new Shape(new long[axes]);
        NDList result =
                axes == 2
                        ? Conv2d.conv2d(images, kernel, null, stride, padding, stride)
                        : Conv3d.conv3d(images, kernel, null, stride, padding, stride);
        return result.singletonOrThrow();
    }
}
