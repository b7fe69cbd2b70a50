package org.segloss.metric;

import java.util.ArrayList;
import java.util.List;

/** Values of each image, averaged. */
final class ImageTally implements MaskTally {

    private final Measure measure;
    private final ValuePolicy policy;
    private final Average average;
    private final List<Mean> classes = new ArrayList<>();
    private final Mean images = new Mean();
    private final Mean all = new Mean();

    /**
     * Starts without an image.
     *
     * @param measure what is measured
     * @param policy what stands in for it
     * @param average in which order the values are averaged
     */
    ImageTally(Measure measure, ValuePolicy policy, Average average) {
        this.measure = measure;
        this.policy = policy;
        this.average = average;
    }

    @Override
    public void add(ImagePair image) {
        double[] values = new double[image.classes()];
        for (int c = 0; c < values.length; c++) {
            values[c] =
                    policy.counts(c, values.length)
                            ? policy.value(measure.of(image, c), image.counts(c))
                            : Double.NaN;
            if (c == classes.size()) {
                classes.add(new Mean());
            }
            classes.get(c).add(values[c]);
            all.add(values[c]);
        }
        images.add(Mean.of(values));
    }

    @Override
    public double[] classes() {
        return classes.stream().mapToDouble(Mean::value).toArray();
    }

    @Override
    public double average() {
        return switch (average) {
            case MACRO -> Mean.of(classes());
            case MICRO -> all.value();
            case IMAGE -> images.value();
        };
    }
}
