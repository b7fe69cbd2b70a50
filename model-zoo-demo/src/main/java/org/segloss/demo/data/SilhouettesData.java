package org.segloss.demo.data;

import imagingbook.core.resource.ImageResource;
import imagingbook.sampleimages.GeneralSampleImage;
import imagingbook.sampleimages.kimia.Kimia1070;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;

/**
 * Semi-synthetic images with exact masks, for every platform: a Kimia silhouette filled with one
 * piece of a photograph over another piece, blurred, with noise. The silhouette is brighter by a
 * random amount; its thin parts are the hard ones.
 *
 * <p>No kind of silhouette (bird, hammer, ...) and no photograph occurs in both training and
 * validation.
 */
public final class SilhouettesData {

    /** The name of the data set. */
    public static final String NAME = "silhouettes";

    private static final int TRAIN = 240;
    private static final int VALIDATION = 60;

    /** Photographs of things, not drawings, and each motif once. */
    private static final List<GeneralSampleImage> TRAIN_PHOTOGRAPHS =
            List.of(
                    GeneralSampleImage.Balloons600,
                    GeneralSampleImage.Boats,
                    GeneralSampleImage.Castle,
                    GeneralSampleImage.Clown,
                    GeneralSampleImage.Flower,
                    GeneralSampleImage.MonasterySmall,
                    GeneralSampleImage.RamsesSmall,
                    GeneralSampleImage.WartburgSmall);

    private static final List<GeneralSampleImage> VALIDATION_PHOTOGRAPHS =
            List.of(
                    GeneralSampleImage.CityscapeSmallStack,
                    GeneralSampleImage.MortarSmall,
                    GeneralSampleImage.Postcard2c);

    /** The same drawing as {@code bird07}. */
    private static final Kimia1070 DUPLICATE = Kimia1070.jj;

    // Relative to the contrast within a piece of a photograph, which is 1.
    private static final float MIN_STEP = 1;
    private static final float MAX_STEP = 3;
    private static final float NOISE = 0.3f;

    private SilhouettesData() {}

    /**
     * Makes the images.
     *
     * @param size their side in pixels
     * @param seed what the choices start from
     * @return the data set, without baseline
     */
    public static SegmentationData load(int size, long seed) {
        Random random = new Random(seed);
        List<Kimia1070> shapes = new ArrayList<>(List.of(Kimia1070.values()));
        shapes.remove(DUPLICATE);
        Collections.shuffle(shapes, random);
        List<String> kinds =
                new ArrayList<>(new TreeSet<>(shapes.stream().map(SilhouettesData::kind).toList()));
        Collections.shuffle(kinds, random);
        Set<String> held = Set.copyOf(kinds.subList(0, kinds.size() / 5));
        List<Kimia1070> train =
                shapes.stream().filter(s -> !held.contains(kind(s))).limit(TRAIN).toList();
        List<Kimia1070> validation =
                shapes.stream().filter(s -> held.contains(kind(s))).limit(VALIDATION).toList();
        return new SegmentationData(
                NAME,
                List.of("background", "silhouette"),
                samples(train, TRAIN_PHOTOGRAPHS, size, random),
                samples(validation, VALIDATION_PHOTOGRAPHS, size, random),
                Optional.empty(),
                new WholeImage(2));
    }

    /** Names read like {@code bird07}, {@code bunny04occ} or {@code bonefishesaff}. */
    static String kind(Kimia1070 shape) {
        String letters = shape.name().toLowerCase(Locale.ROOT).replaceFirst("[^a-z].*", "");
        return letters.substring(0, Math.min(4, letters.length()));
    }

    private static List<Sample> samples(
            List<Kimia1070> shapes, List<GeneralSampleImage> photographs, int size, Random random) {
        List<Volume> pictures = photographs.stream().map(SilhouettesData::grey).toList();
        return shapes.stream().map(shape -> sample(shape, pictures, size, random)).toList();
    }

    private static Sample sample(Kimia1070 shape, List<Volume> pictures, int size, Random random) {
        int[] labels = place(grey(shape), size, random);
        float[] inside = piece(pictures.get(random.nextInt(pictures.size())), size, random);
        float[] outside = piece(pictures.get(random.nextInt(pictures.size())), size, random);
        float step = MIN_STEP + (MAX_STEP - MIN_STEP) * random.nextFloat();
        float[] image = new float[labels.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = labels[i] == 1 ? inside[i] + step : outside[i];
        }
        image = blur(image, size);
        for (int i = 0; i < image.length; i++) {
            image[i] += NOISE * (float) random.nextGaussian();
        }
        return new Sample(
                shape.name(),
                new int[] {size, size},
                1,
                Standardisation.of(image).apply(image),
                labels,
                new float[] {1, 1});
    }

    /** The drawing, black on white, at a random place and size in the image. */
    private static int[] place(Volume drawing, int size, Random random) {
        int height = drawing.shape()[0];
        int width = drawing.shape()[1];
        double scale = (0.6 + 0.35 * random.nextDouble()) * size / Math.max(height, width);
        int top = random.nextInt((int) (size - scale * height) + 1);
        int left = random.nextInt((int) (size - scale * width) + 1);
        int[] labels = new int[size * size];
        for (int i = 0; i < labels.length; i++) {
            int row = (int) Math.floor((i / size - top + 0.5) / scale);
            int column = (int) Math.floor((i % size - left + 0.5) / scale);
            boolean within = row >= 0 && row < height && column >= 0 && column < width;
            labels[i] = within && drawing.values()[row * width + column] < 0.5 ? 1 : 0;
        }
        return labels;
    }

    /** A random piece of a photograph at mean 0 and deviation 1. */
    private static float[] piece(Volume picture, int size, Random random) {
        int height = picture.shape()[0];
        int width = picture.shape()[1];
        // A whole step between pixels, so that pieces are of a size that shows things.
        int stride = Math.max(1, Math.min(height, width) / (2 * size));
        int top = random.nextInt(Math.max(1, height - stride * size));
        int left = random.nextInt(Math.max(1, width - stride * size));
        float[] piece = new float[size * size];
        for (int i = 0; i < piece.length; i++) {
            int row = Math.min(height - 1, top + stride * (i / size));
            int column = Math.min(width - 1, left + stride * (i % size));
            piece[i] = picture.values()[row * width + column];
        }
        return Standardisation.of(piece).apply(piece);
    }

    /** The binomial filter 1-2-1 on both axes. */
    private static float[] blur(float[] image, int size) {
        float[] out = new float[image.length];
        for (int i = 0; i < out.length; i++) {
            int row = i / size;
            int column = i % size;
            float sum = 0;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int y = Math.max(0, Math.min(size - 1, row + dy));
                    int x = Math.max(0, Math.min(size - 1, column + dx));
                    sum += (2 - Math.abs(dy)) * (2 - Math.abs(dx)) * image[y * size + x];
                }
            }
            out[i] = sum / 16;
        }
        return out;
    }

    private static Volume grey(ImageResource resource) {
        Volume image;
        try (InputStream in = resource.getStream()) {
            image = Png.read(in, resource.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read: " + e, e);
        }
        int size = Volume.sizeOf(image.shape());
        float[] grey = new float[size];
        for (int i = 0; i < image.values().length; i++) {
            grey[i % size] += image.values()[i] / image.channels();
        }
        return new Volume(1, image.shape(), image.spacing(), grey);
    }
}
