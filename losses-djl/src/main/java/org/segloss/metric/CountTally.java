package org.segloss.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts of all images, added up before the division. */
final class CountTally implements MaskTally {

    private final CountMeasure measure;
    private final ValuePolicy policy;
    private final boolean pooled;
    private final List<ConfusionCounts> sums = new ArrayList<>();

    /**
     * Starts at zero.
     *
     * @param measure the ratio
     * @param policy what stands in for it
     * @param pooled whether classes are added up too
     */
    CountTally(CountMeasure measure, ValuePolicy policy, boolean pooled) {
        this.measure = measure;
        this.policy = policy;
        this.pooled = pooled;
    }

    @Override
    public void add(ImagePair image) {
        ImagePair part = measure.restriction().apply(image);
        for (int c = 0; c < part.classes(); c++) {
            if (c == sums.size()) {
                sums.add(ConfusionCounts.NONE);
            }
            sums.set(c, sums.get(c).plus(part.counts(c)));
        }
    }

    @Override
    public double[] classes() {
        return IntStream.range(0, sums.size())
                .mapToDouble(c -> counts(c) ? value(sums.get(c)) : Double.NaN)
                .toArray();
    }

    @Override
    public double average() {
        return pooled
                ? value(
                        IntStream.range(0, sums.size())
                                .filter(this::counts)
                                .mapToObj(sums::get)
                                .reduce(ConfusionCounts.NONE, ConfusionCounts::plus))
                : Mean.of(classes());
    }

    private boolean counts(int c) {
        return policy.counts(c, sums.size());
    }

    private double value(ConfusionCounts counts) {
        return policy.value(measure.ratio().applyAsDouble(counts), counts);
    }
}
