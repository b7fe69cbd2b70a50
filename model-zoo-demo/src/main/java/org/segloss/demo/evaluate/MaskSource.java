package org.segloss.demo.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import org.segloss.demo.image.ImageFiles;
import org.segloss.demo.image.Mask;
import org.segloss.metric.ImagePair;

/**
 * How masks are read.
 *
 * @param spacing the distance of neighbours on each axis; null to take it from the reference
 * @param ignoreIndex the label in the reference whose voxels do not count, null for none
 */
@SuppressWarnings("ArrayRecordComponent") // Read only.
public record MaskSource(float[] spacing, Integer ignoreIndex) {

    private static final int WHITE = 255;

    /**
     * The largest class of a case.
     *
     * @param paths its files
     * @return the largest label of both masks, without the ignored one
     */
    public int maxLabel(CasePaths paths) {
        int labelled =
                Arrays.stream(reference(paths.reference()).labels())
                        .filter(label -> ignoreIndex == null || label != ignoreIndex)
                        .max()
                        .orElse(0);
        return Math.max(labelled, ImageFiles.readMask(paths.prediction()).maxLabel());
    }

    /**
     * Reads a case.
     *
     * @param paths its files
     * @param classes the number of classes, background included
     * @return its masks
     * @throws IllegalArgumentException if the masks differ in shape, the spacing does not fit, or a
     *     file is no mask
     */
    public ImagePair read(CasePaths paths, int classes) {
        Mask reference = reference(paths.reference());
        Mask prediction = ImageFiles.readMask(paths.prediction());
        if (!Arrays.equals(prediction.shape(), reference.shape())) {
            throw new IllegalArgumentException(
                    paths.prediction()
                            + " has shape "
                            + Arrays.toString(prediction.shape())
                            + ", but "
                            + paths.reference()
                            + " has "
                            + Arrays.toString(reference.shape())
                            + ": bring both to one grid first");
        }
        float[] steps = spacing == null ? ImageFiles.read(paths.reference()).spacing() : spacing;
        try {
            return ImagePair.ofLabels(
                    reference.shape(),
                    steps,
                    prediction.labels(),
                    reference.labels(),
                    classes,
                    ignoreIndex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    paths.prediction() + " against " + paths.reference() + ": " + e.getMessage(),
                    e);
        }
    }

    private Mask reference(Path file) {
        // Next to an ignored 255, white is no class.
        return ignoreIndex != null && ignoreIndex == WHITE
                ? ImageFiles.readLabels(file)
                : ImageFiles.readMask(file);
    }
}
