package org.segloss.demo.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.image.Window;

/**
 * The whole image at mean 0 and deviation 1 of its own, padded around its centre to a size that a
 * network takes. A network of two axes sees a volume slice by slice along the first axis.
 *
 * @param dimensions the spatial axes of what the network sees
 */
public record WholeImage(int dimensions) implements InputView {

    @Override
    public List<Volume> inputs(Volume image) {
        int axes = image.shape().length;
        if (axes < dimensions) {
            throw new IllegalArgumentException(
                    "an image of shape "
                            + Arrays.toString(image.shape())
                            + ": the network takes volumes of "
                            + dimensions
                            + " axes");
        }
        return slices(image)
                .map(
                        slice -> {
                            float[] values = slice.values();
                            Volume standard =
                                    new Volume(
                                            slice.channels(),
                                            slice.shape(),
                                            slice.spacing(),
                                            Standardisation.of(values).apply(values));
                            return FolderData.padding(slice.shape()).of(standard);
                        })
                .toList();
    }

    private Stream<Volume> slices(Volume image) {
        return image.shape().length == dimensions
                ? Stream.of(image)
                : IntStream.range(0, image.shape()[0]).mapToObj(image::slice);
    }

    @Override
    public int imageAxes() {
        return dimensions;
    }

    @Override
    public Mask assemble(List<Mask> masks, int[] shape) {
        int[] seen = Arrays.copyOfRange(shape, shape.length - dimensions, shape.length);
        Window back = FolderData.padding(seen).inverse(seen);
        int[] labels =
                masks.stream().flatMapToInt(m -> Arrays.stream(back.of(m).labels())).toArray();
        return new Mask(shape, labels);
    }
}
