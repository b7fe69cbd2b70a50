package org.segloss.demo.zoo;

import ai.djl.Model;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Volume;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.train.Origin;

/** Translates for networks that take volumes: from {@link Volume} to {@link Mask}. */
public final class VolumeTranslatorFactory implements TranslatorFactory {

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(new Pair<>(Volume.class, Mask.class));
    }

    @Override
    @SuppressWarnings("unchecked") // DJL asks for the supported types alone.
    public <I, O> Translator<I, O> newInstance(
            Class<I> input, Class<O> output, Model model, Map<String, ?> arguments) {
        return (Translator<I, O>) new VolumeTranslator(origin(model).view());
    }

    /** How the network of a model sees images. */
    static Origin origin(Model model) {
        return Origin.of(
                Checkpoint.load(model.getModelPath().resolve(CheckpointBlockFactory.FILE)));
    }
}
