package org.segloss.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.segloss.demo.experiment.Run;
import org.segloss.demo.train.Environment;
import org.segloss.demo.train.TrainingRecord.Setup;

/**
 * A line of what was run, and where.
 *
 * @param name what the line says
 * @param value it
 */
record Description(String name, String value) {

    static List<Description> of(Study study) {
        Run first = study.done().get(0).run();
        List<Description> lines = new ArrayList<>();
        lines.add(new Description("data", first.data()));
        lines.add(
                new Description(
                        "network",
                        "U-Net of depth %d, %d channels at the full resolution"
                                .formatted(first.training().depth(), first.training().width())));
        lines.add(
                new Description(
                        "training",
                        "%d epochs, batches of %d, largest learning rate %s"
                                .formatted(
                                        first.training().epochs(),
                                        first.training().batchSize(),
                                        first.training().learningRate())));
        lines.add(
                new Description(
                        "losses",
                        study.labels().stream()
                                .map(
                                        label ->
                                                label
                                                        + ": "
                                                        + study.of(label)
                                                                .get(0)
                                                                .run()
                                                                .training()
                                                                .loss())
                                .collect(Collectors.joining("; "))));
        lines.add(
                new Description(
                        "seeds", distinct(study.done().stream().map(Trained::seed).toList())));
        environment(study, "engines", Environment::engine, lines);
        environment(study, "segloss", Environment::library, lines);
        environment(study, "git commit", Environment::commit, lines);
        environment(study, "Java", Environment::java, lines);
        environment(study, "system", Environment::system, lines);
        environment(study, "device", Environment::device, lines);
        environment(study, "processors", Environment::cores, lines);
        environment(study, "OMP_NUM_THREADS", Environment::threads, lines);
        return lines;
    }

    private static void environment(
            Study study, String name, Function<Environment, ?> part, List<Description> lines) {
        String value =
                distinct(
                        study.done().stream()
                                .flatMap(run -> run.files().setup().stream())
                                .map(Setup::environment)
                                .map(part)
                                .toList());
        if (!value.isEmpty()) {
            lines.add(new Description(name, value));
        }
    }

    private static String distinct(List<?> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
