package org.segloss.demo.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

/**
 * The MR head of one person (Colin 27) with the AAL atlas.
 *
 * <p>Neighbouring slices of one head look alike, so a split by slices would leak. The left half
 * trains and the mirrored right half validates; the plane between them belongs to neither. As the
 * two halves are nearly symmetric, the left labels mirrored onto the right are already a fair
 * prediction that sees no image: the {@linkplain SegmentationData#positionBaseline() baseline}.
 *
 * <p>Slices are coronal, upright, with the midline on the right. Crop and intensity scale come from
 * the left half alone.
 */
public final class BrainData {

    /** Voxels around the labels, so that the structures can be told from what surrounds them. */
    private static final int MARGIN = 4;

    private BrainData() {}

    /** One side of the head, {@code [anterior, downward, towards the midline]}. */
    private record Half(Volume image, Mask mask) {}

    /**
     * Reads the data, which are fetched first where they are not on this machine.
     *
     * @param task what to find
     * @param context how many neighbouring slices on each side are further channels; of no meaning
     *     for a volume
     * @return the data set, with baseline
     * @throws DataUnavailableException if the files are not here and cannot be had
     */
    public static SegmentationData load(BrainTask task, int context) {
        Path folder = BrainFiles.locate();
        Volume head = Nifti.read(folder.resolve(BrainFiles.HEAD)).volume();
        Mask truth = task == BrainTask.HEAD ? brain(folder) : atlas(folder, task.atlasNames());
        if (!Arrays.equals(head.shape(), truth.shape())) {
            throw new IllegalArgumentException(
                    folder
                            + ": found labels of shape "
                            + Arrays.toString(truth.shape())
                            + ", expected that of the head, "
                            + Arrays.toString(head.shape()));
        }
        Half left = half(head, truth, false);
        Half right = half(head, truth, true);
        Window box = box(left.mask(), task);
        Standardisation scale = Standardisation.of(box.of(left.image()).values());
        List<Sample> train = samples("left", left, box, scale, task, context);
        List<Sample> validation = samples("right", right, box, scale, task, context);
        return new SegmentationData(
                task.dataName(),
                task.classNames(),
                train,
                validation,
                Optional.of(train.stream().map(Sample::labels).toList()));
    }

    private static Mask brain(Path folder) {
        Volume brain = Nifti.read(folder.resolve(BrainFiles.BRAIN)).volume();
        int[] labels = new int[brain.values().length];
        Arrays.setAll(labels, i -> brain.values()[i] > 0 ? 1 : 0);
        return new Mask(brain.shape(), labels);
    }

    private static Mask atlas(Path folder, List<String> names) {
        Map<Integer, Integer> classes = classes(folder.resolve(BrainFiles.NAMES), names);
        Volume atlas = Nifti.read(folder.resolve(BrainFiles.ATLAS)).volume();
        int[] labels = new int[atlas.values().length];
        Arrays.setAll(labels, i -> classes.getOrDefault((int) atlas.values()[i], 0));
        return new Mask(atlas.shape(), labels);
    }

    /** The class of each region; its line reads like {@code 37 Hippocampus_L 4101}. */
    private static Map<Integer, Integer> classes(Path file, List<String> names) {
        Map<Integer, Integer> classes = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.trim().split("\\s+", -1);
                int index = fields.length < 2 ? -1 : names.indexOf(withoutSide(fields[1]));
                if (index >= 0) {
                    classes.put(Integer.valueOf(fields[0]), index + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
        if (classes.size() != 2 * names.size()) {
            throw new IllegalArgumentException(
                    file
                            + ": found "
                            + classes.size()
                            + " regions, expected both sides of "
                            + names);
        }
        return classes;
    }

    private static String withoutSide(String region) {
        return region.replaceFirst("_[LR]$", "");
    }

    private static Half half(Volume head, Mask truth, boolean mirrored) {
        int depth = head.shape()[0];
        int height = head.shape()[1];
        int width = head.shape()[2];
        int[] shape = {height, depth, width / 2};
        int[] sources = new int[Volume.sizeOf(shape)];
        for (int i = 0; i < sources.length; i++) {
            int x = i % shape[2];
            int down = i / shape[2] % depth;
            int y = i / shape[2] / depth;
            sources[i] = ((depth - 1 - down) * height + y) * width + (mirrored ? width - 1 - x : x);
        }
        float[] values = new float[sources.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = head.values()[sources[i]];
        }
        int[] labels = Arrays.stream(sources).map(i -> truth.labels()[i]).toArray();
        float[] spacing = {head.spacing()[1], head.spacing()[0], head.spacing()[2]};
        return new Half(new Volume(1, shape, spacing, values), new Mask(shape, labels));
    }

    /** The labels with a margin; every axis that a network sees grows to what it can halve. */
    private static Window box(Mask mask, BrainTask task) {
        int[] shape = mask.shape();
        int[] first = shape.clone();
        int[] last = new int[shape.length];
        for (int i = 0; i < mask.labels().length; i++) {
            if (mask.labels()[i] > 0) {
                int rest = i;
                for (int axis = shape.length - 1; axis >= 0; axis--) {
                    first[axis] = Math.min(first[axis], rest % shape[axis]);
                    last[axis] = Math.max(last[axis], rest % shape[axis]);
                    rest /= shape[axis];
                }
            }
        }
        int[] origin = new int[shape.length];
        int[] size = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            int from = Math.max(0, first[axis] - MARGIN);
            int to = Math.min(shape[axis], last[axis] + 1 + MARGIN);
            boolean slices = axis == 0 && task != BrainTask.DEEP_3D;
            size[axis] = slices ? to - from : Grids.roundUp(to - from);
            int centred = (from + to - size[axis]) / 2;
            origin[axis] = Math.max(0, Math.min(centred, shape[axis] - size[axis]));
        }
        return new Window(origin, size);
    }

    private static List<Sample> samples(
            String side,
            Half half,
            Window box,
            Standardisation scale,
            BrainTask task,
            int context) {
        if (task == BrainTask.DEEP_3D) {
            return List.of(sample(side, half, box, scale));
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < box.shape()[0]; i += task.step()) {
            int slice = box.origin()[0] + i;
            samples.add(slice(side + "-y" + slice, half, box, slice, context, scale));
        }
        return List.copyOf(samples);
    }

    private static Sample sample(String id, Half half, Window box, Standardisation scale) {
        Volume image = box.of(half.image());
        return new Sample(
                id,
                image.shape(),
                1,
                scale.apply(image.values()),
                box.of(half.mask()).labels(),
                image.spacing());
    }

    private static Sample slice(
            String id, Half half, Window box, int slice, int context, Standardisation scale) {
        int channels = 2 * context + 1;
        int[] shape = {box.shape()[1], box.shape()[2]};
        Volume slab = along(box, slice - context, channels).of(half.image());
        return new Sample(
                id,
                shape,
                channels,
                scale.apply(slab.values()),
                along(box, slice, 1).of(half.mask()).labels(),
                new float[] {slab.spacing()[1], slab.spacing()[2]});
    }

    /** The box with other slices. */
    private static Window along(Window box, int first, int count) {
        int[] origin = box.origin().clone();
        int[] shape = box.shape().clone();
        origin[0] = first;
        shape[0] = count;
        return new Window(origin, shape);
    }
}
