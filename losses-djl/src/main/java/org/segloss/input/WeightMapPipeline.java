package org.segloss.input;

import ai.djl.ndarray.types.Shape;
import org.segloss.geometry.UNetWeightMap;

/**
 * Lays the U-Net's weight map beside the labels, {@code [N, *S]}, as the label array {@code
 * weight_map} that voxel and overlap losses take.
 *
 * <pre>{@code
 * new ArrayDataset.Builder()
 *         .setData(images)
 *         .optLabels(labels)
 *         .optTargetPipeline(new WeightMapPipeline(UNetWeightMap.builder().build()))
 * }</pre>
 *
 * <p>Labels are class indices {@code [N, *S]} or {@code [N, 1, *S]}. Where the data set has a
 * second label array, it holds the number of the object that each voxel belongs to, in the same
 * shape, and gives way to the map; otherwise objects are the connected components of the
 * foreground.
 */
public final class WeightMapPipeline extends LabelMapPipeline {

    private final UNetWeightMap map;

    /**
     * Creates the pipeline.
     *
     * @param map makes the weights of an image
     */
    public WeightMapPipeline(UNetWeightMap map) {
        super(LossInput.WEIGHT_MAP);
        this.map = map;
    }

    @Override
    int arrays() {
        return 2;
    }

    @Override
    Shape shape(long images, Shape space) {
        return new Shape(images).addAll(space);
    }

    @Override
    float[] map(int[] axes, int[][] labels) {
        return labels.length == 1 ? map.of(axes, labels[0]) : map.of(axes, labels[0], labels[1]);
    }
}
