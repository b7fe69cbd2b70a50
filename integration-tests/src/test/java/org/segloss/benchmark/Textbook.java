package org.segloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Losses operation by operation, as the Python libraries write them and a user of DJL would: a
 * one-hot, a softmax, sums over axes. By the name of the loss of this library that they equal.
 */
final class Textbook {

    static final Map<String, Form> FORMS =
            Map.ofEntries(
                    Map.entry("cross-entropy", (y, x) -> crossEntropy(y, x)),
                    Map.entry("focal", (y, x) -> focal(y, x)),
                    Map.entry("dice", (y, x) -> dice(y, x)),
                    Map.entry("jaccard", (y, x) -> tversky(y, x, 1, 1)),
                    Map.entry("tversky", (y, x) -> tversky(y, x, 0.3f, 0.7f)),
                    Map.entry("generalized-dice", (y, x) -> generalizedDice(y, x)),
                    Map.entry("dice-ce", (y, x) -> dice(y, x).add(crossEntropy(y, x))),
                    Map.entry("boundary", (y, x) -> boundary(y, x)),
                    Map.entry("lovasz-softmax", TextbookSorting::lovaszSoftmax),
                    Map.entry("soft-cldice", TextbookWindows::softClDice),
                    Map.entry("ssim", TextbookWindows::ssim));

    private static final float SMOOTH = 1e-5f;

    private Textbook() {}

    /** The labels as maps {@code [N, C, *S]}. */
    static NDArray oneHot(NDList labels, NDArray x) {
        int axes = x.getShape().dimension();
        int[] channelsSecond =
                IntStream.range(0, axes).map(a -> a == 0 ? 0 : a == 1 ? axes - 1 : a - 1).toArray();
        return labels.head().oneHot((int) x.getShape().get(1)).transpose(channelsSecond);
    }

    static int[] spatial(NDArray x) {
        return IntStream.range(2, x.getShape().dimension()).toArray();
    }

    private static NDArray crossEntropy(NDList y, NDArray x) {
        return x.logSoftmax(1).mul(oneHot(y, x)).sum(new int[] {1}).mean().neg();
    }

    private static NDArray focal(NDList y, NDArray x) {
        NDArray logP = x.logSoftmax(1);
        NDArray miss = logP.exp().neg().add(1);
        return miss.square().mul(logP).mul(oneHot(y, x)).sum(new int[] {1}).mean().neg();
    }

    private static NDArray dice(NDList y, NDArray x) {
        NDArray p = x.softmax(1);
        NDArray g = oneHot(y, x);
        int[] axes = spatial(x);
        NDArray overlap = p.mul(g).sum(axes);
        NDArray volume = p.sum(axes).add(g.sum(axes));
        return overlap.add(overlap).add(SMOOTH).div(volume.add(SMOOTH)).mean().neg().add(1);
    }

    private static NDArray tversky(NDList y, NDArray x, float alpha, float beta) {
        NDArray p = x.softmax(1);
        NDArray g = oneHot(y, x);
        int[] axes = spatial(x);
        NDArray hit = p.mul(g).sum(axes);
        NDArray falsePositive = p.mul(g.neg().add(1)).sum(axes).mul(number(x, alpha));
        NDArray falseNegative = p.neg().add(1).mul(g).sum(axes).mul(number(x, beta));
        NDArray all = hit.add(falsePositive).add(falseNegative).add(SMOOTH);
        return hit.add(SMOOTH).div(all).mean().neg().add(1);
    }

    private static NDArray generalizedDice(NDList y, NDArray x) {
        NDArray p = x.softmax(1);
        NDArray g = oneHot(y, x);
        int[] axes = spatial(x);
        int[] classes = {1};
        // Absent classes get the largest weight of the others.
        NDArray weights = g.sum(axes).maximum(number(x, 1e-3f)).pow(-2);
        NDArray present = g.sum(axes).gt(0).toType(DataType.FLOAT32, false);
        NDArray largest = weights.mul(present).max(classes, true);
        weights = weights.minimum(largest).div(largest);
        NDArray overlap = p.mul(g).sum(axes).mul(weights).sum(classes);
        NDArray volume = p.sum(axes).add(g.sum(axes)).mul(weights).sum(classes);
        return overlap.add(overlap).add(SMOOTH).div(volume.add(SMOOTH)).mean().neg().add(1);
    }

    /** The map of the foreground's distances comes with the labels. */
    private static NDArray boundary(NDList y, NDArray x) {
        NDArray p = x.softmax(1);
        return p.get(":, 1:").mul(y.get("distance_map").get(":, 1:")).mean();
    }

    /** A number as an array that lives as long as the others, see docs/PERFORMANCE.md. */
    static NDArray number(NDArray x, float number) {
        return x.getManager().create(number);
    }
}
