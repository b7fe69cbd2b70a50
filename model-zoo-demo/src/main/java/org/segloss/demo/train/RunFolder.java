package org.segloss.demo.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.image.Png;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.JsonFile;
import org.segloss.demo.io.Results;
import org.segloss.demo.net.Checkpoint;
import org.segloss.demo.net.UNet;

/**
 * The folder of one training: {@code run.json} says what was run and where, {@code metrics.csv} and
 * {@code metrics.json} grow with every epoch, {@code best.ckpt} and {@code last.ckpt} hold the
 * network, {@code curves.png} and {@code overlays.png} show the result, {@code validation.json} and
 * {@code predictions.png} keep what a report needs.
 */
public final class RunFolder implements TrainingListener {

    private static final String RUN = "run.json";
    private static final String CSV = "metrics.csv";
    private static final String JSON = "metrics.json";
    private static final String BEST = "best.ckpt";
    private static final String LAST = "last.ckpt";
    private static final String CURVES = "curves.png";
    private static final String OVERLAYS = "overlays.png";
    private static final String VALIDATION = "validation.json";
    private static final String PREDICTIONS = "predictions.png";

    private final Path folder;
    private final SegmentationData data;
    private final TrainingSpec spec;
    private final List<Float> steps = new ArrayList<>();
    private final List<Epoch> epochs = new ArrayList<>();

    private RunFolder(Path folder, SegmentationData data, TrainingSpec spec) {
        this.folder = folder;
        this.data = data;
        this.spec = spec;
    }

    /**
     * Opens a folder and writes into it what will be run: where that fails, no training is lost.
     *
     * @param folder the folder, made where there is none
     * @param data the data
     * @param spec the training
     * @param force whether results of an earlier training may be replaced
     * @return the folder, ready to listen
     * @throws IllegalArgumentException if there are results and they may not be replaced
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static RunFolder open(
            Path folder, SegmentationData data, TrainingSpec spec, boolean force) {
        List<Path> files =
                Stream.of(RUN, CSV, JSON, BEST, LAST, CURVES, OVERLAYS, VALIDATION, PREDICTIONS)
                        .map(folder::resolve)
                        .toList();
        Results.requireAbsent(files, force);
        JsonFile.write(
                folder.resolve(RUN),
                new TrainingRecord.Setup(
                        data.name(),
                        spec,
                        Training.network(data, spec),
                        Environment.of(spec.engine())));
        files.stream().skip(1).forEach(RunFolder::delete);
        return new RunFolder(folder, data, spec);
    }

    /**
     * Finds the network of a training.
     *
     * @param folder the folder of a training
     * @return the checkpoint of its best epoch
     * @throws IllegalArgumentException if there is none
     */
    public static Path best(Path folder) {
        Path best = folder.resolve(BEST);
        if (!Files.isRegularFile(best)) {
            throw new IllegalArgumentException(
                    folder
                            + " holds no "
                            + BEST
                            + ": give the folder of a training, the --out of \"segloss train\"");
        }
        return best;
    }

    /**
     * Finds what a training has left.
     *
     * @param folder the folder of a training
     * @return its files
     */
    public static TrainingRecord read(Path folder) {
        String remedy = "delete " + folder + " and run its experiment again";
        return new TrainingRecord(
                JsonFile.read(folder.resolve(RUN), TrainingRecord.Setup.class, remedy),
                JsonFile.read(folder.resolve(JSON), TrainingRecord.Curve.class, remedy),
                JsonFile.read(folder.resolve(VALIDATION), Validation.class, remedy),
                Optional.of(folder.resolve(PREDICTIONS)).filter(Files::isRegularFile));
    }

    @Override
    public void step(int done, int total, float loss) {
        steps.add(loss);
    }

    @Override
    public void epoch(Epoch epoch, boolean best, UNet network) {
        epochs.add(epoch);
        Map<String, Object> metadata = new Origin(data.classNames(), data.view()).toMetadata();
        metadata.put("data", data.name());
        metadata.put("training", spec);
        metadata.put("epoch", epoch);
        if (best) {
            Checkpoint.save(folder.resolve(BEST), network, metadata);
        }
        Checkpoint.save(folder.resolve(LAST), network, metadata);
        AtomicFile.write(
                folder.resolve(CSV), out -> out.write(csv().getBytes(StandardCharsets.UTF_8)));
        JsonFile.write(folder.resolve(JSON), new TrainingRecord.Curve(epochs, steps));
    }

    /**
     * Draws the pictures and keeps what is known of each validation sample.
     *
     * @param result what the training came to
     */
    public void finish(TrainingResult result) {
        Map<String, double[]> dice = new LinkedHashMap<>();
        dice.put("mean", result.curve(Epoch::meanDice));
        foreground()
                .forEach(
                        name ->
                                dice.put(
                                        name,
                                        result.curve(
                                                e -> e.dice().getOrDefault(name, Double.NaN))));
        Png.write(
                folder.resolve(CURVES),
                Curves.of(
                        List.of(
                                new Curves.Panel(
                                        "training",
                                        "loss",
                                        Map.of("loss", result.curve(Epoch::loss))),
                                new Curves.Panel("validation", "Dice", dice)),
                        2));
        Png.write(
                folder.resolve(OVERLAYS),
                Pictures.of(
                        data.validation().stream().map(Sample::volume).toList(),
                        Optional.of(data.validation().stream().map(Sample::mask).toList()),
                        Map.of("prediction, dashed: reference", result.predictions()),
                        data.classNames()));
        Png.writeMask(folder.resolve(PREDICTIONS), Excerpt.of(data).sheet(result.predictions()));
        JsonFile.write(folder.resolve(VALIDATION), Validation.of(data, result));
    }

    private List<String> foreground() {
        return data.classNames().subList(1, data.classNames().size());
    }

    private String csv() {
        StringBuilder csv = new StringBuilder("epoch,loss");
        foreground().forEach(name -> csv.append(",dice ").append(name));
        csv.append(",mean dice,seconds");
        epochs.get(0).metrics().keySet().forEach(name -> csv.append(',').append(name));
        epochs.get(0).parts().keySet().forEach(name -> csv.append(',').append(name));
        epochs.get(0).weights().keySet().forEach(name -> csv.append(",weight ").append(name));
        csv.append('\n');
        for (Epoch epoch : epochs) {
            csv.append(epoch.number()).append(',').append(epoch.loss()).append(',');
            csv.append(
                    foreground().stream()
                            .map(name -> Optional.ofNullable(epoch.dice().get(name)))
                            .map(dice -> dice.map(String::valueOf).orElse(""))
                            .collect(Collectors.joining(",")));
            csv.append(',').append(epoch.meanDice()).append(',').append(epoch.seconds());
            epoch.metrics().values().forEach(value -> csv.append(',').append(value));
            epoch.parts().values().forEach(value -> csv.append(',').append(value));
            epoch.weights().values().forEach(weight -> csv.append(',').append(weight));
            csv.append('\n');
        }
        return csv.toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be replaced: " + e, e);
        }
    }
}
