package org.segloss.demo.zoo;

import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import org.segloss.demo.data.InputView;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.UNet;
import org.segloss.demo.sliding.Tiling;
import org.segloss.demo.train.ImageSegmenter;
import org.segloss.demo.train.Segmenter;

/**
 * An image or volume of any size in, its classes out. It goes through the network in as many passes
 * as it takes, and DJL makes a single one: so this leaves DJL's idle, with an empty list, and makes
 * its own.
 */
final class VolumeTranslator implements NoBatchifyTranslator<Volume, Mask> {

    private static final String IMAGE = "image";

    private final InputView view;

    VolumeTranslator(InputView view) {
        this.view = view;
    }

    @Override
    public NDList processInput(TranslatorContext context, Volume image) {
        context.setAttachment(IMAGE, image);
        return new NDList();
    }

    @Override
    public Mask processOutput(TranslatorContext context, NDList nothing) {
        Volume image = (Volume) context.getAttachment(IMAGE);
        UNet network = (UNet) context.getBlock();
        Segmenter segmenter = new Segmenter(network, context.getNDManager());
        return new ImageSegmenter(segmenter, view, Tiling.USUAL).segment(image);
    }
}
