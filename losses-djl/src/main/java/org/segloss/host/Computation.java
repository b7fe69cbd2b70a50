package org.segloss.host;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The steps of a formula over the voxels of a batch, and the passes in which they are taken.
 *
 * <p>A pass goes through the voxels in blocks, and in a block takes all steps between maps, so that
 * no map ever stands in memory as a whole. It ends in sums; what is made of these alone is computed
 * between passes. A formula whose maps depend on sums takes more than one pass. The way back takes
 * the same passes from the last to the first, computing the maps of each block again.
 */
final class Computation {

    final int images;
    final int voxels;

    private final Predictions predictions;
    private final List<Step> steps = new ArrayList<>();
    private final Map<VoxelMap, Exponentials> exponentials = new HashMap<>();
    private final Map<VoxelMap, Whole> wholes = new HashMap<>();
    private int slots;

    Computation(FloatBuffer predictions, int images, int classes, int voxels) {
        this.images = images;
        this.voxels = voxels;
        this.predictions = add(new Predictions(this, predictions, classes));
    }

    VoxelMap predictions() {
        return predictions;
    }

    /** The exponentials of a map, for all who need them. */
    Exponentials exponentials(VoxelMap x) {
        if (!exponentials.containsKey(x)) {
            exponentials.put(x, add(new Exponentials(this, x)));
        }
        return exponentials.get(x);
    }

    int newSlot() {
        return slots++;
    }

    <T extends Step> T add(T step) {
        step.place = steps.size();
        steps.add(step);
        return step;
    }

    /** A map as a whole, for all filters that it goes through. */
    Whole whole(VoxelMap x) {
        if (x instanceof Whole known) {
            return known;
        }
        if (!wholes.containsKey(x)) {
            wholes.put(x, add(new Gathered(this, x)));
        }
        return wholes.get(x);
    }

    /** Computes numbers and all that they are made of, as far as it is not known yet. */
    void compute(Numbers wanted) {
        know(needed(wanted), wanted.level);
    }

    /** Computes the rows of a map, which are those of each image; not to be changed. */
    float[][] rows(VoxelMap wanted) {
        Whole whole = whole(wanted);
        know(needed(whole), whole.level);
        return whole.values();
    }

    /** Computes a map as a whole; the numbers are not to be changed as long as there are steps. */
    void compute(VoxelMap wanted, float[] to) {
        know(needed(wanted), wanted.level);
        List<VoxelMap> maps = maps(List.of(wanted));
        inBlocks(
                wanted.voxels,
                block -> {
                    forward(maps, block);
                    for (int row = 0; row < wanted.rows; row++) {
                        int at = (block.image * wanted.rows + row) * wanted.voxels + block.from;
                        System.arraycopy(block.value(wanted, row), 0, to, at, block.length);
                    }
                });
        int all = wanted.voxels;
        wanted.reuse(
                (row, from, copy, length) ->
                        System.arraycopy(to, row * all + from, copy, 0, length));
    }

    /**
     * Computes a loss and its slopes in the predictions.
     *
     * @param loss one number
     * @param gradient where to write the slopes
     * @return the loss
     */
    double solve(Numbers loss, FloatBuffer gradient) {
        List<Step> needed = needed(loss);
        predictions.begin(gradient);
        steps.forEach(Step::forgetSlopes);
        loss.slopes[0] = 1;
        List<Step> first = early(needed);
        Softmax kept = first.stream().anyMatch(Found.class::isInstance) ? keep(first) : null;
        if (kept != null) {
            kept.keep(gradient);
        }
        know(first, loss.level);
        for (int level = loss.level; level > 0; level--) {
            back(needed, level);
            boolean written = pass(needed, level - 1);
            if (written && kept != null) {
                // Its slopes stand there now.
                kept.forget();
            }
        }
        compute(loss);
        predictions.end();
        return loss.values[0];
    }

    /**
     * What has to be known before the way back: what maps are made of, and numbers that go into
     * what is not linear. All other sums are found on the way back, whose slopes do not wait for
     * them: one pass then does for both.
     */
    private List<Step> early(List<Step> needed) {
        boolean[] early = new boolean[steps.size()];
        for (int i = needed.size() - 1; i >= 0; i--) {
            Step step = needed.get(i);
            boolean asks = early[step.place] || step instanceof VoxelMap || !linear(step);
            for (Step from : step.from) {
                early[from.place] |= asks && (from instanceof Numbers || from instanceof Whole);
            }
        }
        return needed.stream().filter(step -> early[step.place]).toList();
    }

    /** A softmax that is needed once more, and can wait where its slopes will be; or null. */
    private Softmax keep(List<Step> first) {
        for (Step step : first) {
            if (step instanceof Found found && found.known()) {
                return null;
            }
        }
        Softmax kept = null;
        for (Step step : steps) {
            if (kept == null && step instanceof Softmax s && s.ofPredictions() && !s.reuses()) {
                kept = s;
            }
        }
        return kept;
    }

    private static boolean linear(Step step) {
        return !(step instanceof Numbers numbers) || numbers.linear || numbers.known();
    }

    /** Computes the steps that are known after so many passes. */
    private void know(List<Step> needed, int passes) {
        for (int level = 0; level <= passes; level++) {
            for (Step step : needed) {
                if (step.level == level) {
                    betweenPasses(step);
                }
            }
            if (level < passes) {
                find(found(needed, level, step -> !step.known()));
                for (Step step : steps) {
                    if (step instanceof Softmax softmax) {
                        softmax.restore();
                    }
                }
            }
        }
    }

    private static void betweenPasses(Step step) {
        if (step instanceof Numbers numbers && !(step instanceof Found) && !numbers.known()) {
            numbers.compute();
        } else if (step instanceof Filtered filtered && !filtered.known()) {
            filtered.compute();
        }
    }

    private static void back(List<Step> needed, int level) {
        for (int i = needed.size() - 1; i >= 0; i--) {
            Step step = needed.get(i);
            if (step.level == level && step.varies) {
                if (step instanceof Numbers numbers) {
                    numbers.back();
                } else if (step instanceof Filtered filtered) {
                    filtered.back();
                }
            }
        }
    }

    private void find(List<Found> all) {
        for (List<Found> found : byVoxels(all)) {
            List<VoxelMap> maps = maps(mapsOf(found));
            int voxels = voxels(found.get(0));
            found.forEach(step -> step.begin(stretches(voxels)));
            inBlocks(
                    voxels,
                    block -> {
                        forward(maps, block);
                        found.forEach(step -> step.add(block));
                    });
            found.forEach(step -> step.end(Block.stretches(voxels)));
        }
    }

    /**
     * The way back through what a pass finds, and finds if it is not known yet.
     *
     * @return whether slopes in the predictions were written
     */
    private boolean pass(List<Step> needed, int level) {
        boolean written = false;
        for (List<Found> found :
                byVoxels(found(needed, level, step -> step.varies() || !step.known()))) {
            written |= pass(found);
        }
        return written;
    }

    private boolean pass(List<Found> found) {
        int voxels = voxels(found.get(0));
        List<Found> varying = found.stream().filter(Found::varies).toList();
        List<Found> wanted = found.stream().filter(step -> !step.known()).toList();
        List<Found> reading =
                found.stream().filter(step -> !step.known() || step.readsMaps()).toList();
        List<VoxelMap> maps = maps(mapsOf(found));
        List<VoxelMap> read = read(maps, mapsOf(reading));
        List<Spread> spreads = new ArrayList<>();
        boolean written =
                maps.stream().anyMatch(map -> map == predictions || map.leadsTo(predictions));
        for (VoxelMap map : maps) {
            if (map instanceof Spread spread && map.varies) {
                spreads.add(spread);
            }
            if (map instanceof Whole whole && map.varies) {
                whole.slopes();
            }
        }
        wanted.forEach(step -> step.begin(stretches(voxels)));
        spreads.forEach(spread -> spread.begin(stretches(voxels)));
        inBlocks(
                voxels,
                block -> {
                    forward(read, block);
                    wanted.forEach(step -> step.add(block));
                    varying.forEach(step -> step.back(block));
                    for (int i = maps.size() - 1; i >= 0; i--) {
                        if (block.sloped(maps.get(i))) {
                            maps.get(i).backward(block);
                        }
                    }
                    if (written) {
                        predictions.write(block);
                    }
                });
        wanted.forEach(step -> step.end(Block.stretches(voxels)));
        spreads.forEach(spread -> spread.end(Block.stretches(voxels)));
        if (written) {
            predictions.nextPass();
        }
        return written;
    }

    private static Collection<List<Found>> byVoxels(List<Found> found) {
        Map<Integer, List<Found>> groups = new TreeMap<>();
        for (Found step : found) {
            groups.computeIfAbsent(voxels(step), voxels -> new ArrayList<>()).add(step);
        }
        return groups.values();
    }

    private static List<VoxelMap> mapsOf(List<Found> found) {
        return found.stream().flatMap(step -> step.maps().stream()).toList();
    }

    private static int voxels(Found step) {
        return step.maps().get(0).voxels;
    }

    private static void forward(List<VoxelMap> maps, Block block) {
        for (VoxelMap map : maps) {
            map.forward(block);
        }
    }

    /** Of some maps those whose numbers are wanted or the way back needs, and what makes these. */
    private List<VoxelMap> read(List<VoxelMap> maps, List<VoxelMap> wanted) {
        List<VoxelMap> read = new ArrayList<>(wanted);
        for (VoxelMap map : maps) {
            if (map.varies && map.readsItself()) {
                read.add(map);
            }
            for (Step from : map.from) {
                if (map.varies && map.readsArguments() && from instanceof VoxelMap argument) {
                    read.add(argument);
                }
            }
        }
        boolean[] known = new boolean[steps.size()];
        maps.forEach(map -> known[map.place] = true);
        return maps(read).stream().filter(map -> known[map.place]).toList();
    }

    private static List<Found> found(List<Step> needed, int level, Predicate<Found> which) {
        List<Found> all = new ArrayList<>();
        for (Step step : needed) {
            if (step.level == level + 1 && step instanceof Found found && which.test(found)) {
                all.add(found);
            }
        }
        return all;
    }

    /** The maps that some are made of, in order; what they take from earlier passes is known. */
    private List<VoxelMap> maps(List<VoxelMap> wanted) {
        return needed(wanted, Step::needs, VoxelMap.class);
    }

    private List<Step> needed(Step wanted) {
        // Also what went into something that is known: slopes go back through it.
        return needed(List.of(wanted), step -> step.from, Step.class);
    }

    /** The steps of a kind that some are made of, by what each of them asks for, in order. */
    private <T extends Step> List<T> needed(
            List<T> wanted, Function<Step, Step[]> asks, Class<T> kind) {
        boolean[] reached = new boolean[steps.size()];
        wanted.forEach(step -> reached[step.place] = true);
        List<T> needed = new ArrayList<>();
        for (int i = reached.length - 1; i >= 0; i--) {
            if (reached[i]) {
                needed.add(kind.cast(steps.get(i)));
                for (Step from : asks.apply(steps.get(i))) {
                    reached[from.place] |= kind.isInstance(from);
                }
            }
        }
        Collections.reverse(needed);
        return needed;
    }

    private int stretches(int voxels) {
        return images * Block.stretches(voxels);
    }

    /**
     * Every thread has its share of the stretches, the same in each pass, so that its cache has
     * them; then it helps the others.
     */
    private void inBlocks(int voxels, Consumer<Block> work) {
        int all = stretches(voxels);
        int threads = Math.min(all, ForkJoinPool.getCommonPoolParallelism() + 1);
        AtomicInteger[] next = new AtomicInteger[threads];
        Arrays.setAll(next, share -> new AtomicInteger(share * all / threads));
        IntStream.range(0, threads)
                .parallel()
                .forEach(
                        thread -> {
                            try (Block block = new Block(slots, voxels)) {
                                for (int k = 0; k < threads; k++) {
                                    int share = (thread + k) % threads;
                                    int end = (share + 1) * all / threads;
                                    inShare(next[share], end, voxels, block, work);
                                }
                            }
                        });
    }

    private static void inShare(
            AtomicInteger next, int end, int voxels, Block block, Consumer<Block> work) {
        for (int stretch = next.getAndIncrement();
                stretch < end;
                stretch = next.getAndIncrement()) {
            inStretch(stretch, voxels, block, work);
        }
    }

    private static void inStretch(int stretch, int voxels, Block block, Consumer<Block> work) {
        int ofImage = Block.stretches(voxels);
        int start = stretch % ofImage * Block.STRETCH;
        int end = Math.min(voxels, start + Block.STRETCH);
        for (int from = start; from < end; from += Block.SIZE) {
            block.move(stretch / ofImage, from);
            work.accept(block);
        }
    }
}
