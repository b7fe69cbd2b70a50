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
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

    /** Computes numbers and all that they are made of, as far as it is not known yet. */
    void compute(Numbers wanted) {
        List<Step> needed = needed(wanted);
        for (int level = 0; level <= wanted.level; level++) {
            for (Step step : needed) {
                if (step instanceof Numbers numbers
                        && !(step instanceof OverVoxels)
                        && step.level == level
                        && !numbers.known()) {
                    numbers.compute();
                }
            }
            add(sums(needed, level, sum -> !sum.known()));
            needed.stream()
                    .filter(Softmax.class::isInstance)
                    .forEach(softmax -> ((Softmax) softmax).restore());
        }
    }

    /** Computes a map as a whole. */
    void compute(VoxelMap wanted, float[] to) {
        needed(wanted).stream()
                .filter(step -> step instanceof Numbers numbers && !numbers.known())
                .forEach(step -> compute((Numbers) step));
        List<VoxelMap> maps = maps(Set.of(wanted));
        inBlocks(
                block -> {
                    forward(maps, block);
                    for (int row = 0; row < wanted.rows; row++) {
                        int at = (block.image * wanted.rows + row) * voxels + block.from;
                        System.arraycopy(block.value(wanted, row), 0, to, at, block.length);
                    }
                });
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
        if (loss.level == 1 && needed.stream().allMatch(Computation::linear)) {
            // The slopes in all sums are known before the sums: one pass instead of two.
            back(needed, 1);
            pass(needed, 0, true);
            compute(loss);
        } else {
            Softmax kept = keep(needed, gradient);
            compute(loss);
            for (int level = loss.level; level > 0; level--) {
                back(needed, level);
                pass(needed, level - 1, false);
                if (kept != null) {
                    // Its slopes stand there now.
                    kept.forget();
                }
            }
        }
        predictions.end();
        return loss.values[0];
    }

    /** A softmax that is needed once more can wait where its slopes will be. */
    private static Softmax keep(List<Step> needed, FloatBuffer memory) {
        boolean known =
                needed.stream().anyMatch(s -> s instanceof OverVoxels found && found.known());
        boolean shared = needed.stream().anyMatch(LogSoftmax.class::isInstance);
        if (known || shared) {
            return null;
        }
        Softmax kept =
                needed.stream()
                        .filter(step -> step instanceof Softmax s && s.ofPredictions())
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

    private static void back(List<Step> needed, int level) {
        for (int i = needed.size() - 1; i >= 0; i--) {
            if (needed.get(i) instanceof Numbers numbers
                    && numbers.varies
                    && numbers.level == level) {
                numbers.back();
            }
        }
    }

    private void add(List<OverVoxels> sums) {
        if (!sums.isEmpty()) {
            List<VoxelMap> maps = maps(sums);
            sums.forEach(sum -> sum.begin(blocks()));
            inBlocks(
                    block -> {
                        forward(maps, block);
                        sums.forEach(sum -> sum.add(block));
                    });
            sums.forEach(sum -> sum.end(blocksOfImage()));
        }
    }

    /** The way back through the sums of a pass, which may be added up in it too. */
    private void pass(List<Step> needed, int level, boolean adding) {
        List<OverVoxels> sums = sums(needed, level, sum -> sum.varies);
        List<OverVoxels> added = sums(needed, level, sum -> adding && !sum.known());
        List<VoxelMap> maps = maps(sums(needed, level, sum -> true));
        List<VoxelMap> read = adding ? maps : read(maps);
        List<Spread> spreads =
                maps.stream()
                        .filter(Spread.class::isInstance)
                        .map(Spread.class::cast)
                        .filter(spread -> spread.varies)
                        .toList();
        added.forEach(sum -> sum.begin(blocks()));
        spreads.forEach(spread -> spread.begin(blocks()));
        inBlocks(
                block -> {
                    forward(read, block);
                    added.forEach(sum -> sum.add(block));
                    sums.forEach(sum -> sum.back(block));
                    for (int i = maps.size() - 1; i >= 0; i--) {
                        if (block.sloped(maps.get(i))) {
                            maps.get(i).backward(block);
                        }
                    }
                    predictions.write(block);
                });
        added.forEach(sum -> sum.end(blocksOfImage()));
        spreads.forEach(spread -> spread.end(blocksOfImage()));
        predictions.nextPass();
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

    private static List<OverVoxels> sums(
            List<Step> needed, int level, Predicate<OverVoxels> which) {
        return needed.stream()
                .filter(step -> step instanceof OverVoxels && step.level == level + 1)
                .map(OverVoxels.class::cast)
                .filter(which)
                .toList();
    }

    /** The maps that sums are made of, in order; what they take from other sums is known. */
    private List<VoxelMap> maps(List<OverVoxels> sums) {
        return maps(sums.stream().map(OverVoxels::map).toList());
    }

    private List<VoxelMap> maps(Collection<VoxelMap> wanted) {
        return needed(wanted, VoxelMap.class::isInstance).stream()
                .map(VoxelMap.class::cast)
                .toList();
    }

    /** What goes into some steps through steps of a kind, in order. */
    private List<Step> needed(Collection<? extends Step> wanted, Predicate<Step> kind) {
        Set<Step> reached = new HashSet<>(wanted);
        Deque<Step> needed = new ArrayDeque<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (reached.contains(step)) {
                needed.push(step);
                Stream.of(step.needs()).filter(kind).forEach(reached::add);
            }
        }
        return List.copyOf(needed);
    }

    private List<Step> needed(Step wanted) {
        return needed(Set.of(wanted), step -> true);
    }

    private int blocksOfImage() {
        return (voxels + Block.SIZE - 1) / Block.SIZE;
    }

    private int blocks() {
        return images * blocksOfImage();
    }

    private void inBlocks(Consumer<Block> work) {
        int ofImage = blocksOfImage();
        int all = blocks();
        AtomicInteger next = new AtomicInteger();
        int threads = Math.min(all, ForkJoinPool.getCommonPoolParallelism() + 1);
        IntStream.range(0, threads)
                .parallel()
                .forEach(
                        thread -> {
                            try (Block block = new Block(slots)) {
                                for (int b = next.getAndIncrement();
                                        b < all;
                                        b = next.getAndIncrement()) {
                                    int from = b % ofImage * Block.SIZE;
                                    int length = Math.min(Block.SIZE, voxels - from);
                                    block.move(b / ofImage, from, length, b);
                                    work.accept(block);
                                }
                            }
                        });
    }
}
