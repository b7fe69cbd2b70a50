package org.segloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.LossEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/** What losses are measured beside each other, by name. */
final class Forms {

    /** A softmax and a sum: what no loss of probabilities can do without. */
    static final String FLOOR = "floor";

    /** The cross entropy that comes with DJL. */
    static final String DJL = "djl/softmax-cross-entropy";

    /** Before the names of losses that {@link Textbook} has a form of. */
    static final String TEXTBOOK = "textbook/";

    private Forms() {}

    /** The registered losses, but for the one that is made of others. */
    static List<String> losses() {
        return Losses.all().stream()
                .map(LossEntry::name)
                .filter(name -> !name.equals("weighted-sum"))
                .toList();
    }

    /**
     * What is measured where nothing is named: what stands beside losses, and losses but for the
     * weighted Hausdorff distance, whose time grows with the square of the number of voxels.
     */
    static List<String> usual() {
        Stream<String> losses =
                losses().stream().filter(name -> !name.equals("weighted-hausdorff"));
        Stream<String> textbook = Textbook.FORMS.keySet().stream().sorted().map(TEXTBOOK::concat);
        return Stream.of(Stream.of(FLOOR, DJL), losses, textbook).flatMap(names -> names).toList();
    }

    /** The form of a name, which may be made for one batch. */
    static Form of(String name, Waves batch) {
        if (name.equals(FLOOR)) {
            return (labels, logits) -> logits.softmax(1).sum();
        }
        if (name.equals(DJL)) {
            SoftmaxCrossEntropyLoss loss = new SoftmaxCrossEntropyLoss("djl", 1, 1, true, true);
            return (labels, logits) ->
                    loss.evaluate(new NDList(labels.head().expandDims(1)), new NDList(logits));
        }
        if (name.startsWith(TEXTBOOK)) {
            return Textbook.FORMS.get(name.substring(TEXTBOOK.length()));
        }
        SegmentationLoss loss = loss(name, batch.classes());
        return (labels, logits) -> loss.evaluate(labels, new NDList(logits));
    }

    /** The further label arrays without which a form cannot be evaluated. */
    static Set<String> required(String name, Waves batch) {
        if (name.equals(TEXTBOOK + "boundary")) {
            return Set.of("distance_map");
        }
        boolean loss = losses().contains(name);
        return loss ? loss(name, batch.classes()).requiredLabelArrays() : Set.of();
    }

    /** A loss with its default options; classes cost the difference of their numbers. */
    static SegmentationLoss loss(String name, int classes) {
        if (!name.equals("generalized-wasserstein-dice")) {
            return Losses.create(name);
        }
        List<List<Integer>> matrix =
                IntStream.range(0, classes)
                        .mapToObj(
                                row ->
                                        IntStream.range(0, classes)
                                                .mapToObj(column -> Math.abs(row - column))
                                                .toList())
                        .toList();
        return Losses.create(new LossSpec(name, Map.of("distanceMatrix", matrix)));
    }

    /** A step forward and backward. */
    static NDArray gradient(Form form, NDList labels, NDArray logits) {
        try (var collector = logits.getManager().getEngine().newGradientCollector()) {
            collector.backward(form.of(labels, logits));
        }
        return logits.getGradient();
    }
}
