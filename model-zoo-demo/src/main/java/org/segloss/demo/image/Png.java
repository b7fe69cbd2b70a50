package org.segloss.demo.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.segloss.demo.io.AtomicFile;

/** Images and masks in PNG files. */
public final class Png {

    private static final int RGB = 3;
    private static final int MAX_LABEL = 255;

    private Png() {}

    /**
     * Reads an image: grey as one channel, colour as three, from 0 to 1. Transparency is dropped.
     *
     * @param file the file
     * @return the image with a spacing of 1
     * @throws IllegalArgumentException if there is no image in the file
     */
    public static Volume read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Reads an image from a stream, of any format of {@link ImageIO}.
     *
     * @param in the stream
     * @param name what to call it in a message
     * @return the image with a spacing of 1
     * @throws IllegalArgumentException if there is no image in the stream
     */
    public static Volume read(InputStream in, String name) {
        BufferedImage image = decode(in, name);
        int[] shape = shape(image);
        int size = Volume.sizeOf(shape);
        int channels = isGrey(image.getColorModel()) ? 1 : RGB;
        float[] values = new float[channels * size];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(channel(image, c), 0, values, c * size, size);
        }
        return new Volume(channels, shape, new float[] {1, 1}, values);
    }

    /**
     * Reads a mask: as {@link #readLabels}, but black and white means 0 and 1.
     *
     * @param file the file
     * @return the classes
     * @throws IllegalArgumentException if there is no image in the file or it is a colour image
     */
    public static Mask readMask(Path file) {
        return readLabels(file).withoutWhite();
    }

    /**
     * Reads labels: the grey values, or the indices into the palette.
     *
     * @param file the file
     * @return the labels as they stand in the file
     * @throws IllegalArgumentException if there is no image in the file or it is a colour image
     */
    public static Mask readLabels(Path file) {
        BufferedImage image;
        try (InputStream in = Files.newInputStream(file)) {
            image = decode(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
        Raster raster = image.getRaster();
        if (raster.getNumBands() >= RGB) {
            throw new IllegalArgumentException(
                    file + ": found a colour image, expected a grey or indexed mask of classes");
        }
        return new Mask(
                shape(image),
                raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null));
    }

    /**
     * Writes a mask whose palette shows each class in its colour of {@link Palette} and whose
     * indices are the classes.
     *
     * @param file the target, replaced when it exists
     * @param mask a mask of two axes and labels up to 255
     */
    public static void writeMask(Path file, Mask mask) {
        if (mask.shape().length != 2 || mask.maxLabel() > MAX_LABEL) {
            throw new IllegalArgumentException(
                    "a mask of shape "
                            + Arrays.toString(mask.shape())
                            + " with labels up to "
                            + mask.maxLabel()
                            + ": a PNG takes two axes and labels up to "
                            + MAX_LABEL
                            + "; use .nii.gz");
        }
        int width = mask.shape()[1];
        int height = mask.shape()[0];
        BufferedImage image =
                new BufferedImage(
                        width, height, BufferedImage.TYPE_BYTE_INDEXED, Palette.colorModel());
        image.getRaster().setSamples(0, 0, width, height, 0, mask.labels());
        write(file, image);
    }

    /**
     * Writes a picture.
     *
     * @param file the target, replaced when it exists
     * @param image the picture
     */
    public static void write(Path file, BufferedImage image) {
        AtomicFile.write(file, out -> encode(image, out));
    }

    /**
     * The file that {@link #write(Path, BufferedImage)} would write.
     *
     * @param image the picture
     * @return its bytes
     */
    public static byte[] bytes(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            encode(image, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static void encode(BufferedImage image, OutputStream out) throws IOException {
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("no PNG writer for this kind of picture");
        }
    }

    private static BufferedImage decode(InputStream in, String name) {
        BufferedImage image;
        try {
            image = ImageIO.read(in);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    name + " is cut short or damaged (" + e.getMessage() + ")", e);
        }
        if (image == null) {
            throw new IllegalArgumentException(
                    name + ": found no image that can be read, expected a PNG");
        }
        return image;
    }

    private static RuntimeException unreadable(String name, IOException e) {
        return e instanceof NoSuchFileException
                ? new IllegalArgumentException(name + " does not exist", e)
                : new UncheckedIOException(name + " cannot be read: " + e, e);
    }

    private static int[] shape(BufferedImage image) {
        return new int[] {image.getHeight(), image.getWidth()};
    }

    private static boolean isGrey(ColorModel model) {
        if (model instanceof IndexColorModel palette) {
            return IntStream.range(0, palette.getMapSize())
                    .allMatch(
                            i ->
                                    palette.getRed(i) == palette.getGreen(i)
                                            && palette.getRed(i) == palette.getBlue(i));
        }
        return model.getNumColorComponents() < RGB;
    }

    /** Not by getRGB, which bends grey values by a gamma curve. */
    private static float[] channel(BufferedImage image, int channel) {
        int[] samples =
                image.getRaster()
                        .getSamples(
                                0,
                                0,
                                image.getWidth(),
                                image.getHeight(),
                                image.getColorModel() instanceof IndexColorModel ? 0 : channel,
                                (int[]) null);
        float[] values = new float[samples.length];
        float white = (1 << image.getColorModel().getComponentSize(channel)) - 1;
        for (int i = 0; i < values.length; i++) {
            int sample = samples[i];
            if (image.getColorModel() instanceof IndexColorModel palette) {
                sample = (palette.getRGB(sample) >> (8 * (2 - channel))) & 0xff;
            }
            values[i] = sample / white;
        }
        return values;
    }
}
