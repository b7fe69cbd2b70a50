package org.segloss.compound;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.segloss.Arguments;
import org.segloss.SegmentationLoss;
import org.segloss.input.LossInput;
import org.segloss.input.Reduction;
import org.segloss.schedule.WeightSchedule;
import org.segloss.tensor.SafeMath;

/**
 * The parts of a sum, and how they are weighed: by numbers and schedules, or by their uncertainty.
 */
final class Parts {

    /** The smallest value whose logarithm is taken; its slope there is 1e4. */
    private static final double SMALLEST = 1e-4;

    private final List<SegmentationLoss> losses;
    private final List<Part> evaluators;
    private final List<WeightSchedule> weights;
    private final boolean homoscedastic;

    /** Takes the options of a sum, of which {@code weights} is null for 1 each. */
    Parts(
            String name,
            List<SegmentationLoss> losses,
            WeightSchedule[] weights,
            boolean homoscedastic) {
        this.losses = List.copyOf(losses);
        this.homoscedastic = homoscedastic;
        evaluators = Part.of(name, losses);
        if (homoscedastic && weights != null) {
            throw new IllegalArgumentException(
                    "weights has "
                            + weights.length
                            + " entries and homoscedastic is true, which weighs the parts by their"
                            + " values: leave one of the two out");
        }
        this.weights =
                weights == null
                        ? Collections.nCopies(losses.size(), WeightSchedule.constant(1))
                        : List.of(weights);
        if (losses.isEmpty() || losses.size() != this.weights.size()) {
            throw new IllegalArgumentException(
                    "losses has "
                            + losses.size()
                            + " entries and weights "
                            + this.weights.size()
                            + ": give at least one loss, and one weight for each");
        }
        in(0);
    }

    /** Refuses what would not say of which part it is an option. */
    static void refuseOptionsOfParts(String sum, boolean equalClasses, Reduction reduction) {
        if (!equalClasses || reduction != Reduction.MEAN) {
            throw new IllegalArgumentException(
                    "classWeights, includeBackground and reduction of a "
                            + sum
                            + " belong to its parts: set them there");
        }
    }

    static WeightSchedule[] constants(float... weights) {
        WeightSchedule[] constants = new WeightSchedule[weights.length];
        Arrays.setAll(constants, i -> WeightSchedule.constant(weights[i]));
        return constants;
    }

    List<Part> evaluators() {
        return evaluators;
    }

    Set<String> labelArrays() {
        return ofAll(SegmentationLoss::labelArrays);
    }

    Set<String> requiredLabelArrays() {
        return ofAll(SegmentationLoss::requiredLabelArrays);
    }

    private Set<String> ofAll(Function<SegmentationLoss, Set<String>> names) {
        return losses.stream()
                .flatMap(loss -> names.apply(loss).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The weights in an epoch by the names of the parts; none where the values weigh them. */
    Map<String, Float> weights(int epoch) {
        Map<String, Float> byName = new LinkedHashMap<>();
        if (!homoscedastic) {
            float[] numbers = in(epoch);
            for (int i = 0; i < numbers.length; i++) {
                byName.put(evaluators.get(i).getName(), numbers[i]);
            }
        }
        return byName;
    }

    /** Evaluates the parts and adds them up, weighed. */
    NDArray sum(LossInput in, int epoch) {
        float[] numbers = in(epoch);
        List<Integer> host = new ArrayList<>();
        List<Integer> engine = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            (in.hostPays() && losses.get(i).runsOnHost(in) ? host : engine).add(i);
        }
        if (host.isEmpty()) {
            return sum(in, numbers, engine);
        }
        // Together: they share what they have in common, and go to the engine as one.
        NDArray together = in.onHost(input -> sum(input, numbers, host));
        return engine.isEmpty() ? together : together.add(sum(in, numbers, engine));
    }

    private NDArray sum(LossInput in, float[] numbers, List<Integer> which) {
        return which.stream()
                .map(
                        i -> {
                            NDArray part = evaluators.get(i).evaluate(in);
                            return homoscedastic ? uncertain(part) : times(part, numbers[i]);
                        })
                .reduce(NDArray::add)
                .orElseThrow();
    }

    boolean runOnHost(LossInput in) {
        return losses.stream().allMatch(loss -> loss.runsOnHost(in));
    }

    private static NDArray times(NDArray value, float weight) {
        return weight == 1f ? value : SafeMath.times(value, weight);
    }

    /** The least of \( e^{-s} L + s \) over all s. */
    private static NDArray uncertain(NDArray value) {
        return SafeMath.atLeast(value, SMALLEST).log().add(1);
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
