package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segloss.Arguments;
import org.segloss.schedule.WeightSchedule;
import org.segloss.tensor.SafeMath;

/** How the parts of a sum are weighed: by numbers and schedules. */
final class PartWeights {

    private final List<Part> parts;
    private final List<WeightSchedule> weights;

    /** Weighs parts by the option {@code weights}, which is null for 1 each. */
    PartWeights(List<Part> parts, WeightSchedule[] weights) {
        this.parts = parts;
        this.weights =
                weights == null
                        ? Collections.nCopies(parts.size(), WeightSchedule.constant(1))
                        : List.of(weights);
        if (parts.isEmpty() || parts.size() != this.weights.size()) {
            throw new IllegalArgumentException(
                    "losses has "
                            + parts.size()
                            + " entries and weights "
                            + this.weights.size()
                            + ": give at least one loss, and one weight for each");
        }
        in(0);
    }

    static WeightSchedule[] constants(float... weights) {
        WeightSchedule[] constants = new WeightSchedule[weights.length];
        Arrays.setAll(constants, i -> WeightSchedule.constant(weights[i]));
        return constants;
    }

    /** The weights in an epoch by the names of the parts. */
    Map<String, Float> byName(int epoch) {
        float[] numbers = in(epoch);
        Map<String, Float> byName = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            byName.put(parts.get(i).getName(), numbers[i]);
        }
        return byName;
    }

    /** Adds up the values of the parts, weighed. */
    NDArray sum(List<NDArray> values, int epoch) {
        float[] numbers = in(epoch);
        NDArray sum = null;
        for (int i = 0; i < numbers.length; i++) {
            NDArray value = values.get(i);
            NDArray weighed = numbers[i] == 1f ? value : SafeMath.times(value, numbers[i]);
            sum = sum == null ? weighed : sum.add(weighed);
        }
        return sum;
    }

    private float[] in(int epoch) {
        float[] numbers = new float[weights.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = weights.get(i).weight(epoch);
        }
        Arguments.weights("weights", numbers);
        return numbers;
    }
}
