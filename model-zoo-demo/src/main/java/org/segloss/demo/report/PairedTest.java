package org.segloss.demo.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.stat.inference.WilcoxonSignedRankTest;
import org.segloss.demo.experiment.Spread;
import org.segloss.demo.train.DiceCounts;
import org.segloss.demo.train.Validation.Case;

/**
 * Two losses, sample by sample.
 *
 * @param first the loss with the higher mean Dice
 * @param second the other one
 * @param samples how many samples both have a Dice of
 * @param difference the mean over the samples of the first's Dice minus the second's
 * @param wins in how many samples the first one's is higher
 * @param p the two-sided p of Wilcoxon's signed-rank test, NaN without a sample
 * @param adjusted the same after Holm's correction for all pairs
 */
record PairedTest(
        String first,
        String second,
        int samples,
        double difference,
        int wins,
        double p,
        double adjusted) {

    /** Below it a difference counts as real. */
    static final double LEVEL = 0.05;

    /** Up to so many pairs all signs are tried; above, the normal approximation is good. */
    private static final int EXACT = 20;

    boolean significant() {
        return adjusted < LEVEL;
    }

    /**
     * Tests all pairs of losses.
     *
     * @return nothing where a run has not recorded its samples
     */
    static List<PairedTest> of(Study study) {
        if (study.done().stream().anyMatch(run -> run.files().validation().isEmpty())) {
            return List.of();
        }
        List<String> labels = study.labels();
        Map<String, Map<String, Double>> dice = new LinkedHashMap<>();
        labels.forEach(label -> dice.put(label, bySample(study.of(label))));
        List<PairedTest> tests = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            for (String second : labels.subList(i + 1, labels.size())) {
                tests.add(of(labels.get(i), second, dice));
            }
        }
        double[] adjusted = holm(tests.stream().mapToDouble(PairedTest::p).toArray());
        return IntStream.range(0, tests.size())
                .mapToObj(i -> tests.get(i).withAdjusted(adjusted[i]))
                .toList();
    }

    /** A sample's mean Dice, over the runs that have one: the sample is what is independent. */
    private static Map<String, Double> bySample(List<Trained> runs) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (Trained run : runs) {
            for (Case sample : run.files().validation().orElseThrow().cases()) {
                if (!sample.dice().isEmpty()) {
                    values.computeIfAbsent(sample.id(), id -> new ArrayList<>())
                            .add(DiceCounts.mean(sample.dice()));
                }
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        values.forEach((id, dice) -> means.put(id, Spread.of(dice).mean()));
        return means;
    }

    private static PairedTest of(
            String first, String second, Map<String, Map<String, Double>> dice) {
        List<String> ids = new ArrayList<>(dice.get(first).keySet());
        ids.retainAll(dice.get(second).keySet());
        double[] x = ids.stream().mapToDouble(dice.get(first)::get).toArray();
        double[] y = ids.stream().mapToDouble(dice.get(second)::get).toArray();
        double[] differences = IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
        return new PairedTest(
                first,
                second,
                x.length,
                Arrays.stream(differences).average().orElse(Double.NaN),
                (int) Arrays.stream(differences).filter(d -> d > 0).count(),
                wilcoxon(x, y),
                Double.NaN);
    }

    /** The two-sided p of Wilcoxon's signed-rank test; pairs of equals are left out. */
    static double wilcoxon(double[] x, double[] y) {
        long unequal = IntStream.range(0, x.length).filter(i -> x[i] != y[i]).count();
        if (unequal == 0) {
            return x.length == 0 ? Double.NaN : 1;
        }
        double p = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(x, y, unequal <= EXACT);
        // Twice one tail is more than all where the ranks are balanced.
        return Math.min(1, p);
    }

    /** Holm's correction: the smallest p times the number of tests, the next times one less. */
    static double[] holm(double[] p) {
        List<Integer> rising =
                IntStream.range(0, p.length)
                        .filter(i -> !Double.isNaN(p[i]))
                        .boxed()
                        .sorted(Comparator.comparing(i -> p[i]))
                        .toList();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, Double.NaN);
        double least = 0;
        for (int rank = 0; rank < rising.size(); rank++) {
            int i = rising.get(rank);
            least = Math.max(least, Math.min(1, (rising.size() - rank) * p[i]));
            adjusted[i] = least;
        }
        return adjusted;
    }

    private PairedTest withAdjusted(double value) {
        return new PairedTest(first, second, samples, difference, wins, p, value);
    }
}
