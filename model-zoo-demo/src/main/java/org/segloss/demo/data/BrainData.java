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
 * <p>Slices are coronal, upright, with the midline on the right, see {@link Hemisphere}. Crop and
 * intensity scale come from the left half alone.
 */
public final class BrainData {

    /** Voxels around the labels, so that the structures can be told from what surrounds them. */
    private static final int MARGIN = 4;

    private BrainData() {}

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
        Hemisphere left = new Hemisphere(head.shape(), false);
        Window box = box(left.of(truth), task);
        BrainView view =
                new BrainView(
                        head.shape(),
                        box,
                        Standardisation.of(box.of(left.of(head)).values()),
                        context,
                        task == BrainTask.DEEP_3D);
        List<Sample> train = samples("left", left, head, truth, view, task);
        Hemisphere right = new Hemisphere(head.shape(), true);
        return new SegmentationData(
                task.dataName(),
                task.classNames(),
                train,
                samples("right", right, head, truth, view, task),
                Optional.of(train.stream().map(Sample::labels).toList()),
                view);
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
            String name, Hemisphere side, Volume head, Mask truth, BrainView view, BrainTask task) {
        List<Volume> images = view.images(side.of(head));
        List<Mask> masks = view.masks(side.of(truth));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < images.size(); i += task.step()) {
            String id = name + "-y" + (view.box().origin()[0] + i);
            samples.add(Sample.of(id, images.get(i), masks.get(i)));
        }
        return List.copyOf(samples);
    }
}
