package org.segloss.demo.cli;

import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.segloss.LossSpec;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.PatchView;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingResult;
import org.segloss.demo.train.TrainingSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains one network. */
@Command(
        name = "train",
        description = "Trains a U-Net with one loss on one engine.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class TrainCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            description =
                    "brain, brain-head, brain-3d, silhouettes, or a folder with images/ and masks/")
    private String data;

    @Option(
            names = "--loss",
            required = true,
            description = "a name, JSON, or a .json file; see \"segloss losses\"")
    private LossSpec loss;

    @Option(names = "--engine", defaultValue = "PyTorch", description = "PyTorch or MXNet")
    private String engine;

    @Option(names = "--epochs", description = "passes over the samples")
    private int epochs = TrainingSpec.EPOCHS;

    @Option(names = "--seed", defaultValue = "0", description = "decides all random choices")
    private long seed;

    @Option(names = "--out", required = true, description = "the folder for the results")
    private Path out;

    @Option(names = "--depth", description = "resolutions of the U-Net")
    private int depth = TrainingSpec.DEPTH;

    @Option(names = "--width", description = "channels at full resolution")
    private int width = TrainingSpec.WIDTH;

    @Option(names = "--batch-size", description = "samples of a step")
    private int batchSize = TrainingSpec.BATCH_SIZE;

    @Option(names = "--learning-rate", description = "the largest one")
    private float learningRate = TrainingSpec.LEARNING_RATE;

    @Option(
            names = "--metrics",
            split = ",",
            converter = MetricArgument.class,
            description =
                    "what is measured after each epoch besides Dice, on the samples as the network"
                            + " sees them, a class that is missed being as far as the largest is"
                            + " long: "
                            + MetricArgument.HELP)
    private List<String> metrics = List.of();

    @Option(
            names = "--context",
            description = "neighbouring slices on each side that a brain slice is seen with")
    private int context = DataOptions.CONTEXT;

    @Option(
            names = "--classes",
            defaultValue = "0",
            description = "classes of a folder with background; 0 counts them in the masks")
    private int classes;

    @ArgGroup(exclusive = false, heading = "Patches of images of any size:%n")
    private Patches patches;

    /** What is chosen about patches. */
    private static final class Patches {

        @Option(
                names = "--patch",
                required = true,
                converter = ShapeArgument.class,
                description =
                        "train on patches of this size, slowest axis first, as 64x64x64, and see"
                                + " images through windows of it")
        private Shape patch;

        @Option(
                names = "--foreground",
                description = "share of patches around the foreground (default: 0.5)")
        private float foreground = PatchView.FOREGROUND;

        @Option(
                names = "--patches-per-volume",
                description = "of each image in an epoch (default: 4)")
        private int perVolume = PatchView.PER_VOLUME;

        PatchView view() {
            int[] axes = Arrays.stream(patch.getShape()).mapToInt(Math::toIntExact).toArray();
            return new PatchView(axes, foreground, perVolume);
        }
    }

    @Option(names = "--force", description = "replaces earlier results in the folder")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        TrainingSpec training =
                new TrainingSpec(
                        loss,
                        Engines.require(engine),
                        epochs,
                        seed,
                        depth,
                        width,
                        batchSize,
                        learningRate,
                        metrics);
        SegmentationData samples =
                DataSets.open(
                        data,
                        DataOptions.defaults()
                                .withSeed(seed)
                                .withContext(context)
                                .withClasses(classes)
                                .withPatches(patches == null ? null : patches.view()));
        RunFolder folder = RunFolder.open(out, samples, training, force);
        PrintWriter print = spec.commandLine().getOut();
        try (Progress progress = new Progress(print, true, training.engine())) {
            TrainingResult result = Training.run(samples, training, folder.and(progress));
            folder.finish(result);
        }
        print.println("results are in " + out);
        print.flush();
        return 0;
    }
}
