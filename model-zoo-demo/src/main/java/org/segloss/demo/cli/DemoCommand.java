package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.segloss.LossSpec;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.DataUnavailableException;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.data.SilhouettesData;
import org.segloss.demo.image.Png;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.Results;
import org.segloss.demo.train.Comparison;
import org.segloss.demo.train.Curves;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingResult;
import org.segloss.demo.train.TrainingSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: three losses on both engines, as a table and pictures. */
@Command(
        name = "demo",
        description = "Trains with several losses on every engine and compares what they learn.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {

    /** The option of a weighted sum that tells more than its name. */
    private static final String PARTS = "losses";

    /** Training voxels of a run, which decide how long it takes. */
    private static final long VOXELS = 8_520_000;

    @Option(names = "--out", defaultValue = "demo", description = "the folder for the results")
    private Path out;

    @Option(
            names = "--data",
            defaultValue = "brain",
            description = "as of \"segloss train\"; silhouettes where brain cannot be had")
    private String data;

    @Option(
            names = "--engines",
            arity = "1..*",
            showDefaultValue = Visibility.NEVER,
            description = "default: all on this machine")
    private List<String> engines = List.of();

    @Option(
            names = "--losses",
            arity = "1..*",
            showDefaultValue = Visibility.NEVER,
            description =
                    "names, JSON or .json files, see \"segloss losses\"; default: three of different kinds")
    private List<LossSpec> losses =
            List.of(
                    new LossSpec("cross-entropy"),
                    new LossSpec("dice-ce"),
                    new LossSpec(
                            "weighted-sum",
                            Map.of(
                                    PARTS,
                                    List.of("dice-ce", "boundary"),
                                    "weights",
                                    List.of(1, 0.01))));

    @Option(
            names = "--epochs",
            description = "passes over the samples; default: what two cores do in half a minute")
    private Integer epochs;

    @Option(names = "--seed", defaultValue = "0", description = "decides all random choices")
    private long seed;

    @Option(names = "--force", description = "replaces earlier results in the folder")
    private boolean force;

    @Spec private CommandSpec spec;

    /** One training of the plan. */
    private record Run(String loss, TrainingSpec training, RunFolder folder) {}

    @Override
    public Integer call() {
        Path table = out.resolve("table.txt");
        Path curves = out.resolve("curves.png");
        Results.requireAbsent(List.of(table, curves), force);
        SegmentationData samples = open();
        Comparison comparison = new Comparison(samples);
        for (Run run : plan(samples)) {
            String title = run.loss() + " on " + run.training().engine();
            print("training with " + title);
            try (Progress progress = new Progress(print(), false, title)) {
                TrainingResult result =
                        Training.run(samples, run.training(), run.folder().and(progress));
                run.folder().finish(result);
                comparison.add(run.loss(), run.training().engine(), result);
            }
        }
        for (String loss : comparison.results().keySet()) {
            Png.write(out.resolve("overlays-" + loss + ".png"), comparison.overlays(loss));
        }
        Png.write(curves, Curves.of(comparison.curves(), comparison.results().size()));
        AtomicFile.write(
                table, file -> file.write(comparison.table().getBytes(StandardCharsets.UTF_8)));
        print("");
        print(comparison.table());
        print("pictures, curves and networks are in " + out);
        return 0;
    }

    private SegmentationData open() {
        DataOptions options =
                DataOptions.defaults().withSeed(seed).withContext(DataOptions.CONTEXT);
        try {
            return DataSets.open(data, options);
        } catch (DataUnavailableException e) {
            print(e.getMessage());
            print("Going on with the data set " + SilhouettesData.NAME + " instead.");
            return DataSets.open(SilhouettesData.NAME, options);
        }
    }

    /** All folders are opened before the first training, so that none fails after an hour. */
    private List<Run> plan(SegmentationData samples) {
        List<String> names = Engines.choose(engines);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            // A number tells one loss with different options apart.
            String loss = (i + 1) + "-" + label(losses.get(i));
            for (String engine : names) {
                TrainingSpec training =
                        new TrainingSpec(
                                losses.get(i),
                                engine,
                                epochs == null ? affordableEpochs(samples) : epochs,
                                seed,
                                TrainingSpec.DEPTH,
                                TrainingSpec.WIDTH,
                                TrainingSpec.BATCH_SIZE,
                                TrainingSpec.LEARNING_RATE,
                                List.of());
                Path folder = out.resolve(loss + "-" + engine);
                runs.add(new Run(loss, training, RunFolder.open(folder, samples, training, force)));
            }
        }
        return runs;
    }

    private static int affordableEpochs(SegmentationData samples) {
        long voxels = samples.train().stream().mapToLong(s -> s.labels().length).sum();
        return (int) Math.max(1, VOXELS / voxels);
    }

    private static String label(LossSpec loss) {
        return loss.options().get(PARTS) instanceof List<?> parts
                ? parts.stream()
                        .map(part -> part instanceof Map<?, ?> spec ? spec.get("name") : part)
                        .map(String::valueOf)
                        .collect(Collectors.joining("+"))
                : loss.name();
    }

    private void print(String line) {
        print().println(line);
        print().flush();
    }

    private PrintWriter print() {
        return spec.commandLine().getOut();
    }
}
