package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.segloss.LossEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;

/** What changes no loss, of the whole registry on every engine: the order of things. */
class InvarianceTest {

    private static final int TRIES = 12;

    private static final double CLOSE = 1e-9;

    private static final IntUnaryOperator SAME = IntUnaryOperator.identity();

    /** Losses that look at the place of a voxel; an order that keeps neighbours they keep to. */
    private static final Set<String> NEIGHBOURS =
            Set.of(
                    "boundary",
                    "hausdorff-dt",
                    "hausdorff-er",
                    "hausdorff-cv",
                    "weighted-hausdorff",
                    "dice-boundary",
                    "dice-hausdorff",
                    "blob",
                    "boundary-dou",
                    "active-contour",
                    "contour-dice",
                    "euler-elastica",
                    "skeleton-recall",
                    "non-adjacency",
                    "signed-distance-regression",
                    "level-set",
                    "nacl",
                    "distance-penalized-ce",
                    "distance-penalized-dice",
                    "shape-aware",
                    "region-mutual-information",
                    "structural-similarity",
                    "soft-cldice",
                    "cb-dice",
                    "topological",
                    "betti-matching",
                    "ssim",
                    "ms-ssim");

    /** Losses for which class 0 is the background, or that know the classes one by one. */
    private static final Set<String> BACKGROUND =
            Set.of(
                    "boundary",
                    "hausdorff-dt",
                    "hausdorff-er",
                    "hausdorff-cv",
                    "dice-boundary",
                    "dice-hausdorff",
                    "weighted-hausdorff",
                    "blob",
                    "active-contour",
                    "contour-dice",
                    "euler-elastica",
                    "skeleton-recall",
                    "non-adjacency",
                    "unified-focal",
                    "soft-cldice",
                    "cb-dice",
                    "topological",
                    "betti-matching",
                    "shape-aware",
                    "generalized-wasserstein-dice");

    /**
     * Losses that start at the first voxel: a thinning peels one side first, the order breaks the
     * ties of labels, the last voxel of an odd number is left over where images are halved, or
     * differences run to the next voxel.
     */
    private static final Set<String> FROM_THE_FIRST =
            Set.of("active-contour", "betti-matching", "ms-ssim", "skeleton-recall");

    /** Losses that a wrong prediction may bring a little below the 0 of a perfect one. */
    private static final Set<String> BELOW_PERFECT = Set.of("cb-dice");

    /** Losses that select voxels or count frequencies in the whole batch. */
    private static final Set<String> WHOLE_BATCH = Set.of("dice-top-k", "exponential-logarithmic");

    @Provide
    Arbitrary<Batch> batches() {
        return Batch.any(3, false);
    }

    @Provide
    Arbitrary<Batch> batchesWithIgnoredVoxels() {
        return Batch.any(3, true);
    }

    @Property(tries = TRIES)
    void theOrderOfVoxels(@ForAll("batchesWithIgnoredVoxels") Batch batch, @ForAll long seed) {
        IntUnaryOperator shuffled = shuffle(batch.voxels(), seed);
        everyLoss(
                (backend, loss) -> {
                    if (!NEIGHBOURS.contains(loss.name())) {
                        LossSpec spec = with(loss, "ignoreIndex", Sample.IGNORED);
                        keeps(backend, spec, spec, batch, SAME, SAME, shuffled);
                    }
                });
    }

    @Property(tries = TRIES)
    void mirroringAllAxes(@ForAll("batchesWithIgnoredVoxels") Batch batch) {
        IntUnaryOperator mirrored = v -> batch.voxels() - 1 - v;
        everyLoss(
                (backend, loss) -> {
                    if (!FROM_THE_FIRST.contains(loss.name())) {
                        LossSpec spec = with(loss, "ignoreIndex", Sample.IGNORED);
                        keeps(backend, spec, spec, batch, SAME, SAME, mirrored);
                    }
                });
    }

    @Property(tries = TRIES)
    void theOrderOfImages(@ForAll("batches") Batch batch, @ForAll long seed) {
        IntUnaryOperator shuffled = shuffle(batch.images(), seed);
        everyLoss(
                (backend, loss) -> {
                    LossSpec spec = Variant.plain(loss).spec();
                    keeps(backend, spec, spec, batch, shuffled, SAME, SAME);
                });
    }

    @Property(tries = TRIES)
    void theOrderOfClassesWithTheirWeights(@ForAll("batches") Batch batch, @ForAll long seed) {
        IntUnaryOperator shuffled = shuffle(batch.classes(), seed);
        List<Double> weights = List.of(0.5, 2.0, 1.25);
        List<Double> moved = IntStream.range(0, 3).map(shuffled).mapToObj(weights::get).toList();
        everyLoss(
                (backend, loss) -> {
                    if (!BACKGROUND.contains(loss.name())
                            && !Variant.refuses(loss, "classWeights", weights)) {
                        LossSpec before = with(loss, "classWeights", weights);
                        LossSpec after = with(loss, "classWeights", moved);
                        keeps(backend, before, after, batch, SAME, shuffled, SAME);
                    }
                });
    }

    @Property(tries = TRIES)
    void aPerfectPredictionIsTheMinimum(@ForAll("batches") Batch batch) {
        everyLoss(
                (backend, loss) -> {
                    if (EdgeCasesTest.CALIBRATING.contains(loss.name())
                            || BELOW_PERFECT.contains(loss.name())) {
                        return;
                    }
                    LossSpec spec = Variant.plain(loss).spec();
                    double least = batch.perfect().evaluate(backend, spec).value()[0];
                    double other = batch.evaluate(backend, spec).value()[0];
                    assertTrue(
                            least <= other + CLOSE,
                            () -> backend + " " + spec + ": " + other + " is below " + least);
                });
    }

    @Property(tries = TRIES)
    void whatStandsAtIgnoredVoxels(
            @ForAll("batchesWithIgnoredVoxels") Batch batch, @ForAll long seed) {
        double[] changed = batch.logits().clone();
        Random random = new Random(seed);
        for (int i = 0; i < changed.length; i++) {
            int n = i / (batch.classes() * batch.voxels());
            if (batch.labels()[n * batch.voxels() + i % batch.voxels()] == Sample.IGNORED) {
                changed[i] = random.nextDouble(-50, 50);
            }
        }
        everyLoss(
                (backend, loss) -> {
                    LossSpec spec = with(loss, "ignoreIndex", Sample.IGNORED);
                    Evaluation before = batch.evaluate(backend, spec);
                    Evaluation after = batch.with(changed).evaluate(backend, spec);
                    assertArrayEquals(before.value(), after.value(), backend + " " + spec);
                    assertArrayEquals(before.gradient(), after.gradient(), backend + " " + spec);
                });
    }

    /** A batch whose ratios are formed image by image costs the mean of its images. */
    @Property(tries = TRIES)
    void theOtherImagesOfTheBatch(@ForAll("batches") Batch batch) {
        everyLoss(
                (backend, loss) -> {
                    if (Variant.has(loss, "aggregation") && !WHOLE_BATCH.contains(loss.name())) {
                        LossSpec spec = with(loss, "aggregation", "image");
                        double mean =
                                IntStream.range(0, batch.images())
                                        .mapToDouble(
                                                n ->
                                                        batch.image(n)
                                                                .evaluate(backend, spec)
                                                                .value()[0])
                                        .average()
                                        .orElseThrow();
                        double[] value = batch.evaluate(backend, spec).value();
                        assertArrayEquals(new double[] {mean}, value, CLOSE, backend + " " + spec);
                    }
                });
    }

    private static void keeps(
            Backend backend,
            LossSpec before,
            LossSpec after,
            Batch batch,
            IntUnaryOperator image,
            IntUnaryOperator channel,
            IntUnaryOperator voxel) {
        Evaluation expected = batch.evaluate(backend, before);
        Evaluation actual = batch.rearranged(image, channel, voxel).evaluate(backend, after);
        String what = backend + " " + before;
        assertArrayEquals(expected.value(), actual.value(), CLOSE, what);
        double[] gradient = batch.rearrange(expected.gradient(), image, channel, voxel);
        assertArrayEquals(gradient, actual.gradient(), CLOSE, what);
    }

    private static LossSpec with(LossEntry loss, String option, Object value) {
        LossSpec plain = Variant.plain(loss).spec();
        Map<String, Object> options = new HashMap<>(plain.options());
        options.put(option, value);
        return new LossSpec(plain.name(), options);
    }

    private static IntUnaryOperator shuffle(int size, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order::get;
    }

    private static void everyLoss(EveryLoss.Check check) {
        for (Backend backend : Backend.present()) {
            Losses.all().forEach(loss -> check.of(backend, loss));
        }
    }
}
