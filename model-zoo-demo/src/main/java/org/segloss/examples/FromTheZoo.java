package org.segloss.examples;

import ai.djl.Application;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.output.CategoryMask;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.segloss.demo.zoo.SeglossModelZoo;

/**
 * A network that {@code segloss zoo export} has kept, loaded by DJL: prints how many pixels of a
 * picture belong to each of its classes.
 */
public final class FromTheZoo {

    private FromTheZoo() {}

    /**
     * Predicts.
     *
     * @param args the name of the network, a picture, and the name of an engine
     * @throws IOException if the picture or the network cannot be read
     * @throws ModelNotFoundException if there is no such network
     * @throws MalformedModelException if its file is not what it should be
     * @throws TranslateException if the picture does not fit the network
     */
    public static void main(String[] args)
            throws IOException,
                    ModelNotFoundException,
                    MalformedModelException,
                    TranslateException {
        Image picture = ImageFactory.getInstance().fromFile(Path.of(args[1]));
        CategoryMask mask = predict(args[0], picture, args[2]);
        for (int c = 0; c < mask.getClasses().size(); c++) {
            int label = c;
            long pixels =
                    Arrays.stream(mask.getMask())
                            .flatMapToInt(Arrays::stream)
                            .filter(pixel -> pixel == label)
                            .count();
            System.out.println(mask.getClasses().get(c) + " " + pixels);
        }
    }

    static CategoryMask predict(String network, Image picture, String engine)
            throws IOException,
                    ModelNotFoundException,
                    MalformedModelException,
                    TranslateException {
        Criteria<Image, CategoryMask> criteria =
                Criteria.builder()
                        .setTypes(Image.class, CategoryMask.class)
                        .optApplication(Application.CV.SEMANTIC_SEGMENTATION)
                        .optGroupId(SeglossModelZoo.GROUP_ID)
                        .optArtifactId(network)
                        .optEngine(engine)
                        .build();
        try (ZooModel<Image, CategoryMask> model = criteria.loadModel();
                Predictor<Image, CategoryMask> predictor = model.newPredictor()) {
            return predictor.predict(picture);
        }
    }
}
