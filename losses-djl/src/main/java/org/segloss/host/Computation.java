package org.segloss.host;

import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Computes a map as a whole; the numbers are not to be changed as long as there are steps. */
    void compute(VoxelMap wanted, float[] to) {
        know(needed(wanted), wanted.level);
        List<VoxelMap> maps = maps(Set.of(wanted));
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
        List<Step> first = needed.stream().filter(early(needed)::contains).toList();
        Softmax kept =
                first.stream().anyMatch(Found.class::isInstance) ? keep(first, gradient) : null;
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
    private static Set<Step> early(List<Step> needed) {
        Set<Step> early = new HashSet<>();
        for (int i = needed.size() - 1; i >= 0; i--) {
            Step step = needed.get(i);
            boolean asks = early.contains(step) || step instanceof VoxelMap || !linear(step);
            Stream.of(step.from)
                    .filter(from -> asks && (from instanceof Numbers || from instanceof Whole))
                    .forEach(early::add);
        }
        return early;
    }

    /** A softmax that is needed once more can wait where its slopes will be. */
    private Softmax keep(List<Step> first, FloatBuffer memory) {
        boolean known =
                first.stream().anyMatch(step -> step instanceof Found found && found.known());
        boolean shared = steps.stream().anyMatch(LogSoftmax.class::isInstance);
        if (known || shared) {
            return null;
        }
        Softmax kept =
                steps.stream()
                        .filter(
                                step ->
                                        step instanceof Softmax s
                                                && s.ofPredictions()
                                                && !s.reuses())
                        .map(Softmax.class::cast)
                        .findFirst()
                        .orElse(null);
        if (kept != null) {
            kept.keep(memory);
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
                steps.stream()
                        .filter(Softmax.class::isInstance)
                        .forEach(softmax -> ((Softmax) softmax).restore());
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
            List<VoxelMap> maps = maps(found.stream().map(Found::map).toList());
            int voxels = found.get(0).map().voxels;
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
        int voxels = found.get(0).map().voxels;
        List<Found> varying = found.stream().filter(Found::varies).toList();
        List<Found> wanted = found.stream().filter(step -> !step.known()).toList();
        List<VoxelMap> maps = maps(found.stream().map(Found::map).toList());
        Set<VoxelMap> asked = new HashSet<>(read(maps));
        asked.addAll(maps(wanted.stream().map(Found::map).toList()));
        List<VoxelMap> read = maps.stream().filter(asked::contains).toList();
        List<Spread> spreads =
                maps.stream()
                        .filter(Spread.class::isInstance)
                        .map(Spread.class::cast)
                        .filter(spread -> spread.varies)
                        .toList();
        boolean written =
                maps.stream().anyMatch(map -> map == predictions || map.leadsTo(predictions));
        wanted.forEach(step -> step.begin(stretches(voxels)));
        spreads.forEach(spread -> spread.begin(stretches(voxels)));
        maps.stream()
                .filter(map -> map instanceof Whole && map.varies)
                .forEach(whole -> ((Whole) whole).slopes());
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
        return found.stream()
                .collect(
                        Collectors.groupingBy(
                                step -> step.map().voxels, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static void forward(List<VoxelMap> maps, Block block) {
        for (VoxelMap map : maps) {
            map.forward(block);
        }
    }

    /** Of some maps those whose numbers the way back needs, and what these are made of. */
    private List<VoxelMap> read(List<VoxelMap> maps) {
        Set<VoxelMap> read = new HashSet<>();
        for (VoxelMap map : maps) {
            if (map.varies && map.readsItself()) {
                read.add(map);
            }
            if (map.varies && map.readsArguments()) {
                Stream.of(map.from)
                        .filter(VoxelMap.class::isInstance)
                        .forEach(argument -> read.add((VoxelMap) argument));
            }
        }
        return maps(read);
    }

    private static List<Found> found(List<Step> needed, int level, Predicate<Found> which) {
        return needed.stream()
                .filter(step -> step instanceof Found && step.level == level + 1)
                .map(Found.class::cast)
                .filter(which)
                .toList();
    }

    /** The maps that some are made of, in order; what they take from earlier passes is known. */
    private List<VoxelMap> maps(Collection<VoxelMap> wanted) {
        return needed(wanted, map -> Stream.of(map.needs()).filter(VoxelMap.class::isInstance))
                .stream()
                .map(VoxelMap.class::cast)
                .toList();
    }

    /** What some steps are made of, by what each of them asks for, in order. */
    private List<Step> needed(
            Collection<? extends Step> wanted, Function<Step, Stream<Step>> asks) {
        Set<Step> reached = new HashSet<>(wanted);
        Deque<Step> needed = new ArrayDeque<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (reached.contains(step)) {
                needed.push(step);
                asks.apply(step).forEach(reached::add);
            }
        }
        return List.copyOf(needed);
    }

    private List<Step> needed(Step wanted) {
        // Also what went into something that is known: slopes go back through it.
        return needed(Set.of(wanted), step -> Stream.of(step.from));
    }

    private int stretches(int voxels) {
        return images * Block.stretches(voxels);
    }

    private void inBlocks(int voxels, Consumer<Block> work) {
        int all = stretches(voxels);
        AtomicInteger next = new AtomicInteger();
        int threads = Math.min(all, ForkJoinPool.getCommonPoolParallelism() + 1);
        IntStream.range(0, threads)
                .parallel()
                .forEach(
                        thread -> {
                            try (Block block = new Block(slots, voxels)) {
                                for (int stretch = next.getAndIncrement();
                                        stretch < all;
                                        stretch = next.getAndIncrement()) {
                                    inStretch(stretch, voxels, block, work);
                                }
                            }
                        });
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
