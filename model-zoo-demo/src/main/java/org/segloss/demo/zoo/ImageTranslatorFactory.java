package org.segloss.demo.zoo;

import ai.djl.Model;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.train.Origin;

/**
 * Translates for networks that take pictures: from {@link Image} to {@link CategoryMask}, and as
 * {@link VolumeTranslatorFactory} does.
 */
public final class ImageTranslatorFactory implements TranslatorFactory {

    private static final VolumeTranslatorFactory VOLUMES = new VolumeTranslatorFactory();

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(
                new Pair<>(Image.class, CategoryMask.class), new Pair<>(Volume.class, Mask.class));
    }

    @Override
    @SuppressWarnings("unchecked") // DJL asks for the supported types alone.
    public <I, O> Translator<I, O> newInstance(
            Class<I> input, Class<O> output, Model model, Map<String, ?> arguments) {
        if (VOLUMES.isSupported(input, output)) {
            return VOLUMES.newInstance(input, output, model, arguments);
        }
        Origin origin = VolumeTranslatorFactory.origin(model);
        return (Translator<I, O>) new ImageTranslator(origin.view(), origin.classNames());
    }
}
