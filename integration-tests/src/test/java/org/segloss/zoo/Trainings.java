package org.segloss.zoo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.segloss.LossSpec;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.data.WholeImage;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingSpec;

/** Trainings of a few steps, in folders as the command leaves them. */
final class Trainings {

    private Trainings() {}

    /** A network for colour pictures. */
    static Path pictures(Path folder, String engine, long seed) {
        SegmentationData all = DataSets.open("silhouettes", DataOptions.defaults().withSize(32));
        return train(
                folder,
                new SegmentationData(
                        all.name(),
                        all.classNames(),
                        all.train().subList(0, 8),
                        all.validation().subList(0, 2),
                        all.positionBaseline(),
                        all.view()),
                engine,
                seed);
    }

    /** A network for volumes, on noise with a bright half. */
    static Path volumes(Path folder, String engine) {
        List<Sample> samples =
                IntStream.range(0, 3).mapToObj(i -> halfBright(new Random(i))).toList();
        return train(
                folder,
                new SegmentationData(
                        "halves",
                        List.of("dark", "bright"),
                        samples.subList(0, 2),
                        samples.subList(2, 3),
                        Optional.empty(),
                        new WholeImage(3)),
                engine,
                5);
    }

    private static Sample halfBright(Random random) {
        int[] labels = IntStream.range(0, 16 * 16 * 16).map(i -> i % 16 / 8).toArray();
        float[] image = new float[labels.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = 3 * labels[i] + (float) random.nextGaussian();
        }
        float[] spacing = {1, 1, 1};
        return new Sample("half", new int[] {16, 16, 16}, 1, image, labels, spacing);
    }

    private static Path train(Path folder, SegmentationData data, String engine, long seed) {
        TrainingSpec spec =
                new TrainingSpec(
                        new LossSpec("dice-ce"), engine, 1, seed, 2, 4, 4, 5e-3f, List.of());
        Training.run(data, spec, RunFolder.open(folder, data, spec, false));
        return folder;
    }
}
