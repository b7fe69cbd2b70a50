package org.segloss.demo.train;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.image.Mask;

/** Trainings of several losses, each on every engine, side by side. */
public final class Comparison {

    private final SegmentationData data;
    private final Map<String, Map<String, TrainingResult>> results = new LinkedHashMap<>();

    /**
     * Starts without results.
     *
     * @param data the data of all trainings
     */
    public Comparison(SegmentationData data) {
        this.data = data;
    }

    /**
     * Adds a training.
     *
     * @param loss what to call the loss
     * @param engine the engine
     * @param result what the training came to
     */
    public void add(String loss, String engine, TrainingResult result) {
        results.computeIfAbsent(loss, name -> new LinkedHashMap<>()).put(engine, result);
    }

    /**
     * The trainings so far.
     *
     * @return the results by loss and engine
     */
    public Map<String, Map<String, TrainingResult>> results() {
        return Collections.unmodifiableMap(results);
    }

    /**
     * Dice of the labels that the position alone predicts.
     *
     * @return Dice by class, where the data set has such labels
     */
    public Optional<Map<String, Double>> baseline() {
        return data.positionBaseline()
                .map(
                        labels -> {
                            DiceCounts counts = new DiceCounts(data.classNames());
                            for (int i = 0; i < labels.size(); i++) {
                                counts.add(labels.get(i), data.validation().get(i).labels());
                            }
                            return counts.dice();
                        });
    }

    /**
     * The largest relative difference of the engines in the losses of the first steps.
     *
     * @return 0 where there is one engine
     */
    public double largestLossDifference() {
        double largest = 0;
        for (Map<String, TrainingResult> engines : results.values()) {
            List<Float> reference = first(engines).firstLosses();
            for (TrainingResult result : engines.values()) {
                for (int i = 0; i < reference.size(); i++) {
                    double difference = result.firstLosses().get(i) - reference.get(i);
                    largest = Math.max(largest, Math.abs(difference / reference.get(i)));
                }
            }
        }
        return largest;
    }

    /**
     * The largest difference of the engines in the mean Dice at the end.
     *
     * @return 0 where there is one engine
     */
    public double largestDiceDifference() {
        double largest = 0;
        for (Map<String, TrainingResult> engines : results.values()) {
            double reference = first(engines).last().meanDice();
            for (TrainingResult result : engines.values()) {
                largest = Math.max(largest, Math.abs(result.last().meanDice() - reference));
            }
        }
        return largest;
    }

    /**
     * The table loss x engine, then the differences of the engines.
     *
     * @return lines of text
     */
    public String table() {
        List<String> classes = data.classNames().subList(1, data.classNames().size());
        int wide = results.keySet().stream().mapToInt(String::length).max().orElse(0);
        String label = "%-" + Math.max(wide, "position only".length()) + "s  %-8s";
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, label, "loss", "engine"));
        classes.forEach(name -> table.append(String.format(Locale.ROOT, "  %11s", name)));
        table.append(String.format(Locale.ROOT, "  %6s  %8s%n", "mean", "seconds"));
        baseline()
                .ifPresent(
                        dice -> {
                            table.append(String.format(Locale.ROOT, label, "position only", ""));
                            table.append(cells(classes, dice)).append(System.lineSeparator());
                        });
        results.forEach(
                (loss, engines) ->
                        engines.forEach(
                                (engine, result) -> {
                                    table.append(String.format(Locale.ROOT, label, loss, engine));
                                    table.append(cells(classes, result.last().dice()));
                                    double seconds =
                                            result.epochs().stream()
                                                    .mapToDouble(Epoch::seconds)
                                                    .sum();
                                    table.append(String.format(Locale.ROOT, "  %8.1f%n", seconds));
                                }));
        table.append(
                String.format(
                        Locale.ROOT,
                        "%nlargest cross-engine difference: %.1e relative in the losses of the first"
                                + " %d steps, %.4f in the final mean Dice%n",
                        largestLossDifference(),
                        Training.FIRST_STEPS,
                        largestDiceDifference()));
        return table.toString();
    }

    /**
     * The curves: a column for each loss, the training loss above, the mean Dice below; all engines
     * on one axis.
     *
     * @return what to draw, as many columns as there are losses
     */
    public List<Curves.Panel> curves() {
        List<Curves.Panel> panels = new ArrayList<>();
        results.forEach(
                (loss, engines) -> {
                    Map<String, double[]> lines = new LinkedHashMap<>();
                    engines.forEach((name, r) -> lines.put(name, r.curve(Epoch::loss)));
                    panels.add(new Curves.Panel(loss, "training loss", lines));
                });
        results.forEach(
                (loss, engines) -> {
                    Map<String, double[]> lines = new LinkedHashMap<>();
                    engines.forEach((name, r) -> lines.put(name, r.curve(Epoch::meanDice)));
                    baseline()
                            .ifPresent(
                                    dice -> {
                                        double mean = DiceCounts.mean(dice);
                                        lines.put(
                                                "position only",
                                                first(engines).curve(epoch -> mean));
                                    });
                    panels.add(new Curves.Panel(loss, "mean Dice, validation", lines));
                });
        return panels;
    }

    /**
     * A picture of one loss: images, reference and the predictions of every engine.
     *
     * @param loss the loss
     * @return the picture
     */
    public BufferedImage overlays(String loss) {
        Map<String, List<Mask>> predictions = new LinkedHashMap<>();
        results.get(loss).forEach((engine, r) -> predictions.put(engine, r.predictions()));
        return Pictures.of(
                data.validation().stream().map(Sample::volume).toList(),
                Optional.of(data.validation().stream().map(Sample::mask).toList()),
                predictions,
                data.classNames());
    }

    private static TrainingResult first(Map<String, TrainingResult> engines) {
        return engines.values().iterator().next();
    }

    private static String cells(List<String> classes, Map<String, Double> dice) {
        return classes.stream()
                        .map(name -> dice.containsKey(name) ? number(dice.get(name)) : "-")
                        .map(cell -> String.format(Locale.ROOT, "  %11s", cell))
                        .collect(Collectors.joining())
                + String.format(Locale.ROOT, "  %6s", number(DiceCounts.mean(dice)));
    }

    private static String number(double dice) {
        return String.format(Locale.ROOT, "%.4f", dice);
    }
}
