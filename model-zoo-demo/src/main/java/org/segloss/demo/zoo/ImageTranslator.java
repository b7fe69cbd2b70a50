package org.segloss.demo.zoo;

import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.segloss.demo.data.InputView;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Png;

/** A picture of any size in, the class of every pixel out. */
final class ImageTranslator implements NoBatchifyTranslator<Image, CategoryMask> {

    private final VolumeTranslator volumes;
    private final List<String> classNames;

    ImageTranslator(InputView view, List<String> classNames) {
        this.volumes = new VolumeTranslator(view);
        this.classNames = classNames;
    }

    @Override
    public NDList processInput(TranslatorContext context, Image image) throws IOException {
        // Through the reader of the training images: DJL's own arrays bend grey values by a gamma
        // curve.
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        image.save(png, "png");
        return volumes.processInput(
                context, Png.read(new ByteArrayInputStream(png.toByteArray()), "the picture"));
    }

    @Override
    public CategoryMask processOutput(TranslatorContext context, NDList logits) {
        Mask mask = volumes.processOutput(context, logits);
        int[][] rows = new int[mask.shape()[0]][mask.shape()[1]];
        for (int y = 0; y < rows.length; y++) {
            System.arraycopy(mask.labels(), y * rows[y].length, rows[y], 0, rows[y].length);
        }
        return new CategoryMask(classNames, rows);
    }
}
