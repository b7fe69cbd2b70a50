package org.segloss.demo.report;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.segloss.LossSpec;
import org.segloss.demo.compare.Bench;
import org.segloss.demo.compare.Comparison;
import org.segloss.demo.compare.SeededTensors;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingRecord;

/**
 * How far an engine is from the first one, for one loss: over the runs of the same seed, and on
 * tensors that both get as they are.
 *
 * @param label the loss
 * @param reference the first engine
 * @param engine the other one
 * @param firstSteps the largest relative difference of the losses of the first steps, null where
 *     they are not recorded
 * @param dice the largest difference of the final mean Dice, null without a seed that both ran
 * @param time the other's time over the first one's, all such seeds together
 * @param tensors value and gradient of the same tensors, null where they were not computed
 */
record Agreement(
        String label,
        String reference,
        String engine,
        Double firstSteps,
        Double dice,
        double time,
        Comparison tensors) {

    private static final int REPETITIONS = 3;
    private static final int SIDE = 32;
    private static final int SIDE_3D = 12;

    /** Runs of one loss and seed. */
    private record Twins(Trained reference, Trained other) {

        /** Null where a run has not recorded its steps. */
        Double firstSteps() {
            List<Float> x = steps(reference);
            List<Float> y = steps(other);
            return IntStream.range(0, Math.min(x.size(), y.size()))
                    .limit(Training.FIRST_STEPS)
                    .mapToObj(i -> Math.abs((y.get(i) - x.get(i)) / (double) x.get(i)))
                    .reduce(Math::max)
                    .orElse(null);
        }

        private static List<Float> steps(Trained run) {
            return run.files().curve().map(TrainingRecord.Curve::stepLosses).orElse(List.of());
        }
    }

    /**
     * Compares all engines with the first one.
     *
     * @param study the experiment
     * @param present the engines on this machine
     * @return nothing where one engine ran
     */
    static List<Agreement> of(Study study, List<String> present) {
        List<Agreement> agreements = new ArrayList<>();
        List<String> engines = study.engines();
        for (String engine : engines.subList(1, engines.size())) {
            List<String> pair = List.of(engines.get(0), engine);
            List<Bench> benches =
                    present.containsAll(pair)
                            ? pair.stream().map(name -> new Bench(name, REPETITIONS)).toList()
                            : List.of();
            try {
                benches.forEach(bench -> bench.load(tensors(study)));
                study.labels().forEach(label -> agreements.add(of(study, label, pair, benches)));
            } finally {
                benches.forEach(Bench::close);
            }
        }
        return agreements;
    }

    private static Agreement of(Study study, String label, List<String> pair, List<Bench> benches) {
        List<Twins> twins = new ArrayList<>();
        for (Trained reference : study.of(label, pair.get(0))) {
            study.of(label, pair.get(1)).stream()
                    .filter(other -> other.seed() == reference.seed())
                    .forEach(other -> twins.add(new Twins(reference, other)));
        }
        LossSpec loss = study.of(label).get(0).run().training().loss();
        return new Agreement(
                label,
                pair.get(0),
                pair.get(1),
                largest(twins, Twins::firstSteps),
                largest(twins, t -> Math.abs(t.other().dice() - t.reference().dice())),
                twins.stream().mapToDouble(t -> t.other().result().seconds()).sum()
                        / twins.stream().mapToDouble(t -> t.reference().result().seconds()).sum(),
                benches.isEmpty() ? null : Comparison.of(tensors(study).name(), loss, benches));
    }

    private static Double largest(List<Twins> twins, Function<Twins, Double> number) {
        return twins.stream().map(number).filter(Objects::nonNull).reduce(Math::max).orElse(null);
    }

    /** Small ones of as many axes and classes as the network has. */
    private static SeededTensors tensors(Study study) {
        return study.done().stream()
                .flatMap(run -> run.files().setup().stream())
                .map(TrainingRecord.Setup::network)
                .findFirst()
                .map(
                        network ->
                                network.dimensions() == 2
                                        ? new Shape(2, network.classes(), SIDE, SIDE)
                                        : new Shape(
                                                1, network.classes(), SIDE_3D, SIDE_3D, SIDE_3D))
                .map(shape -> new SeededTensors(shape, 0))
                .orElse(new SeededTensors(new Shape(2, 2, SIDE, SIDE), 0));
    }

    /** Whether value and gradient are known. */
    boolean computed() {
        return tensors != null && tensors.refused() == null;
    }

    /** Whether both are as near as rounding lets them; for those that are known. */
    boolean agrees() {
        return tensors.disagreements().isEmpty();
    }
}
