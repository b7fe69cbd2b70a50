package org.segloss.demo.zoo;

import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import org.segloss.demo.data.InputView;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.train.Batch;
import org.segloss.demo.train.Segmenter;

/**
 * An image or volume of any size in, its classes out. The slices that a network of two axes sees of
 * a volume make one batch.
 */
final class VolumeTranslator implements NoBatchifyTranslator<Volume, Mask> {

    private static final String SHAPE = "shape";

    private final InputView view;

    VolumeTranslator(InputView view) {
        this.view = view;
    }

    @Override
    public NDList processInput(TranslatorContext context, Volume image) {
        context.setAttachment(SHAPE, image.shape());
        return new NDList(Batch.images(context.getNDManager(), view.inputs(image)));
    }

    @Override
    public Mask processOutput(TranslatorContext context, NDList logits) {
        int[] shape = (int[]) context.getAttachment(SHAPE);
        return view.assemble(Segmenter.likeliest(logits.singletonOrThrow()), shape);
    }
}
