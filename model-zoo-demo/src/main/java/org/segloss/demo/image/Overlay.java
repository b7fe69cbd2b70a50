package org.segloss.demo.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Outlines of classes over an enlarged grey image: {@code Overlay.of(image,
 * 4).solid(prediction).dashed(reference).picture()}.
 */
public final class Overlay {

    /** The share of voxels that may be all black, and all white. */
    private static final float CLIPPED = 0.01f;

    /** The brightest grey, below white so that lines stand out on it. */
    private static final int BRIGHTEST = 180;

    private final int[] shape;
    private final int scale;
    private final BufferedImage picture;

    private Overlay(int[] shape, int scale) {
        this.shape = shape;
        this.scale = scale;
        picture = new BufferedImage(shape[1] * scale, shape[0] * scale, BufferedImage.TYPE_INT_RGB);
    }

    /**
     * An image in grey, of its middle channel: the one, the green one, or the slice itself among
     * its neighbours.
     *
     * @param image an image of two axes
     * @param scale the side of a voxel in pixels
     * @return the picture, ready for outlines
     */
    public static Overlay of(Volume image, int scale) {
        if (image.shape().length != 2 || scale < 1) {
            throw new IllegalArgumentException(
                    "shape "
                            + Arrays.toString(image.shape())
                            + " at scale "
                            + scale
                            + ": expected two axes (Volume.slice makes them) and a scale of 1 or"
                            + " more");
        }
        Overlay overlay = new Overlay(image.shape(), scale);
        overlay.drawGrey(image);
        return overlay;
    }

    /**
     * Adds each class of a mask as a line in its colour, for a prediction.
     *
     * @param mask the classes
     * @return this
     */
    public Overlay solid(Mask mask) {
        drawEdges(mask, 0, Math.max(1, scale * 2 / 5), null);
        return this;
    }

    /**
     * Adds all classes of a mask as a dashed white line, for a reference; solid lines below it stay
     * visible.
     *
     * @param mask the classes
     * @return this
     */
    public Overlay dashed(Mask mask) {
        drawEdges(mask, scale / 4, Math.max(1, scale / 4), Color.WHITE);
        return this;
    }

    /**
     * The picture so far.
     *
     * @return the picture itself, not a copy
     */
    public BufferedImage picture() {
        return picture;
    }

    private void drawGrey(Volume image) {
        int size = Volume.sizeOf(shape);
        int start = image.channels() / 2 * size;
        float[] values = Arrays.copyOfRange(image.values(), start, start + size);
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float black = sorted[(int) (CLIPPED * (size - 1))];
        float white = sorted[(int) ((1 - CLIPPED) * (size - 1))];
        BufferedImage grey = new BufferedImage(shape[1], shape[0], BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size; i++) {
            float level = white > black ? (values[i] - black) / (white - black) : 0;
            int byteLevel = Math.round(BRIGHTEST * Math.max(0, Math.min(1, level)));
            grey.setRGB(i % shape[1], i / shape[1], 0x010101 * byteLevel);
        }
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(grey, 0, 0, picture.getWidth(), picture.getHeight(), null);
        graphics.dispose();
    }

    /** Along the inside of each class, so that the lines of two that touch lie side by side. */
    private void drawEdges(Mask mask, int gap, int width, Color color) {
        if (!Arrays.equals(mask.shape(), shape)) {
            throw new IllegalArgumentException(
                    "a mask of shape "
                            + Arrays.toString(mask.shape())
                            + " on an image of shape "
                            + Arrays.toString(shape));
        }
        Graphics2D graphics = picture.createGraphics();
        int dash = scale - 2 * gap;
        int far = scale - width;
        for (int row = 0; row < shape[0]; row++) {
            for (int column = 0; column < shape[1]; column++) {
                int label = at(mask, row, column);
                if (label == 0) {
                    continue;
                }
                graphics.setColor(color == null ? Palette.color(label) : color);
                int x = column * scale;
                int y = row * scale;
                if (at(mask, row - 1, column) != label) {
                    graphics.fillRect(x + gap, y, dash, width);
                }
                if (at(mask, row + 1, column) != label) {
                    graphics.fillRect(x + gap, y + far, dash, width);
                }
                if (at(mask, row, column - 1) != label) {
                    graphics.fillRect(x, y + gap, width, dash);
                }
                if (at(mask, row, column + 1) != label) {
                    graphics.fillRect(x + far, y + gap, width, dash);
                }
            }
        }
        graphics.dispose();
    }

    private int at(Mask mask, int row, int column) {
        boolean inside = row >= 0 && row < shape[0] && column >= 0 && column < shape[1];
        return inside ? mask.labels()[row * shape[1] + column] : 0;
    }
}
