package org.segloss.demo.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.PatchView;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.net.UNetConfig;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingSpec;
import org.segloss.metric.Evaluators;

/**
 * What an experiment file asks for. Reading one tries out all that it names: losses are built,
 * engines loaded, the data opened, so that what can be wrong shows before the first training.
 *
 * @param experiment the experiment
 * @param samples its data
 */
record ExperimentFile(Experiment experiment, SegmentationData samples) {

    // A label is the name of a folder, on every system.
    private static final String LABEL = "[A-Za-z0-9][A-Za-z0-9._+=-]{0,63}";

    /**
     * Reads and checks a file.
     *
     * @param file JSON where its name ends so, or else YAML
     * @return what it asks for
     * @throws IllegalArgumentException if something is wrong; the message names line, column and
     *     field
     */
    static ExperimentFile read(Path file) {
        Field root =
                Field.read(file)
                        .object(
                                "data",
                                "network",
                                "losses",
                                "engines",
                                "seeds",
                                "epochs",
                                "batchSize",
                                "learningRate",
                                "metrics");
        Field data =
                root.require("data")
                        .object(
                                "name",
                                "seed",
                                "size",
                                "context",
                                "classes",
                                "patch",
                                "foreground",
                                "patchesPerVolume");
        Optional<Field> network = root.get("network").map(n -> n.object("depth", "width"));
        Experiment experiment =
                new Experiment(
                        data.require("name").text(),
                        options(data),
                        losses(root.require("losses")),
                        list(
                                root.get("engines"),
                                Engines.choose(List.of()),
                                ExperimentFile::engine),
                        list(root.get("seeds"), List.of(0L), ExperimentFile::seed),
                        count(root.get("epochs"), TrainingSpec.EPOCHS),
                        network.flatMap(n -> n.get("depth"))
                                .map(ExperimentFile::depth)
                                .orElse(TrainingSpec.DEPTH),
                        count(network.flatMap(n -> n.get("width")), TrainingSpec.WIDTH),
                        count(root.get("batchSize"), TrainingSpec.BATCH_SIZE),
                        root.get("learningRate")
                                .map(Field::positive)
                                .orElse(TrainingSpec.LEARNING_RATE),
                        list(root.get("metrics"), List.of(), ExperimentFile::metric));
        SegmentationData samples =
                data.check(() -> DataSets.open(experiment.data(), experiment.options()));
        TrainingSpec training = experiment.runs().get(0).training();
        network.orElse(root).check(() -> Training.network(samples, training));
        return new ExperimentFile(experiment, samples);
    }

    private static DataOptions options(Field data) {
        DataOptions options =
                DataOptions.defaults()
                        .withContext(DataOptions.CONTEXT)
                        .withSeed(data.get("seed").map(ExperimentFile::seed).orElse(0L));
        options = with(options, data.get("size"), DataOptions::withSize);
        options = with(options, data.get("context"), DataOptions::withContext);
        options = with(options, data.get("classes"), DataOptions::withClasses);
        boolean patches =
                Stream.of("patch", "foreground", "patchesPerVolume")
                        .anyMatch(name -> data.get(name).isPresent());
        return patches ? options.withPatches(patches(data)) : options;
    }

    private static PatchView patches(Field data) {
        Field patch = data.require("patch");
        int[] shape = patch.items().stream().mapToInt(size -> whole(size, 1)).toArray();
        float foreground = data.get("foreground").map(Field::share).orElse(PatchView.FOREGROUND);
        int perVolume = count(data.get("patchesPerVolume"), PatchView.PER_VOLUME);
        return patch.check(() -> new PatchView(shape, foreground, perVolume));
    }

    private static DataOptions with(
            DataOptions options,
            Optional<Field> value,
            BiFunction<DataOptions, Integer, DataOptions> change) {
        return value.map(v -> v.check(() -> change.apply(options, whole(v, 0)))).orElse(options);
    }

    private static Map<String, LossSpec> losses(Field list) {
        Map<String, LossSpec> losses = new LinkedHashMap<>();
        // Some file systems do not tell Dice from dice.
        Set<String> folders = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Field item : list.items()) {
            Field name =
                    item.isText() ? item : item.object("label", "name", "options").require("name");
            Optional<Field> options = item.isText() ? Optional.empty() : item.get("options");
            LossSpec spec = loss(name, options);
            Field shown = item.isText() ? item : item.get("label").orElse(name);
            String label = shown.text();
            if (!label.matches(LABEL)) {
                throw shown.error(
                        "'"
                                + label
                                + "' is the name of a folder: up to 64 letters, digits and any of"
                                + " ._+=- after the first");
            }
            if (!folders.add(label)) {
                throw shown.error(
                        "two losses are called '" + label + "': give one a label of its own");
            }
            losses.put(label, spec);
        }
        return losses;
    }

    private static LossSpec loss(Field name, Optional<Field> options) {
        name.check(() -> Losses.find(name.text()));
        LossSpec spec = new LossSpec(name.text(), options.map(Field::options).orElseGet(Map::of));
        complaint(spec)
                .ifPresent(
                        message -> {
                            throw culprit(spec, message)
                                    .map(option -> options.orElseThrow().require(option))
                                    .orElse(options.orElse(name))
                                    .error(message);
                        });
        return spec;
    }

    private static Optional<String> complaint(LossSpec spec) {
        try {
            Losses.create(spec);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * The option that a complaint is about: without it there would be another complaint or none.
     */
    private static Optional<String> culprit(LossSpec spec, String message) {
        for (String option : spec.options().keySet()) {
            Map<String, Object> others = new LinkedHashMap<>(spec.options());
            others.remove(option);
            if (!complaint(new LossSpec(spec.name(), others)).equals(Optional.of(message))) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private static <T> List<T> list(
            Optional<Field> field, List<T> usual, Function<Field, T> element) {
        List<T> values = new ArrayList<>();
        for (Field item : field.map(Field::items).orElse(List.of())) {
            T value = element.apply(item);
            if (values.contains(value)) {
                throw item.error(value + " is listed twice: leave one out");
            }
            values.add(value);
        }
        return field.isPresent() ? List.copyOf(values) : usual;
    }

    private static int count(Optional<Field> field, int usual) {
        return field.map(value -> whole(value, 1)).orElse(usual);
    }

    private static int whole(Field field, int least) {
        return (int) field.whole(least, Integer.MAX_VALUE);
    }

    private static int depth(Field field) {
        int depth = whole(field, 1);
        return field.check(() -> new UNetConfig(2, depth, 1, 1, 1)).depth();
    }

    private static Long seed(Field field) {
        return field.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static String engine(Field field) {
        return field.check(() -> Engines.require(field.text()));
    }

    private static String metric(Field field) {
        return field.check(() -> Evaluators.builder(field.text()).build().getName());
    }
}
