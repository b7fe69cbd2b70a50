package org.segloss.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the table of {@code docs/PERFORMANCE.md} of what was measured. */
public final class PerformanceTable {

    private static final String PYTORCH = "PyTorch";

    private static final String MXNET = "MXNet";

    private final Measurements measured;
    private final double bandwidth;

    /**
     * Takes what was measured.
     *
     * @param measured the measurements
     * @param bandwidth how many bytes the machine moves in a millisecond
     */
    PerformanceTable(Measurements measured, double bandwidth) {
        this.measured = measured;
        this.bandwidth = bandwidth;
    }

    /**
     * Writes {@code performance.md} beside {@code benchmarks.json} and {@code textbook.json}.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Measurements measured =
                Measurements.read(
                        folder.resolve("benchmarks.json"), folder.resolve("textbook.json"));
        String text = new PerformanceTable(measured, Bandwidth.measure()).toString();
        Files.writeString(folder.resolve("performance.md"), text);
        System.out.print(text);
    }

    /** The tables, a section for each shape. */
    @Override
    public String toString() {
        return measured.shapes().stream().map(this::section).collect(Collectors.joining("\n"));
    }

    private String section(String shape) {
        double floor = paper(shape);
        StringBuilder text = new StringBuilder();
        text.append("### ").append(shape).append("\n\n");
        text.append(
                String.format(
                        Locale.ROOT,
                        "Floor on paper: %.2f ms (logits and labels read, gradient written, at %.1f"
                                + " GB/s). Softmax and sum: %s ms on PyTorch, %s on MXNet; DJL's"
                                + " cross entropy: %s and %s.%n%n",
                        floor,
                        bandwidth / 1e6,
                        number(measured.time(PYTORCH, Forms.FLOOR, shape)),
                        number(measured.time(MXNET, Forms.FLOOR, shape)),
                        number(measured.time(PYTORCH, Forms.DJL, shape)),
                        number(measured.time(MXNET, Forms.DJL, shape))));
        text.append(
                """
                | loss | PyTorch | MXNet | Java textbook, PyTorch | MXNet | Python | ours / Python \
                | MXNet / PyTorch | over the floor on paper | calls | MB, PyTorch | MXNet | Python |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: \
                | ---: |
                """);
        Forms.losses().forEach(loss -> text.append(row(loss, shape, floor)));
        return text.append('\n').append(summary(shape)).toString();
    }

    private String row(String loss, String shape, double floor) {
        String textbook = Forms.TEXTBOOK + loss;
        Optional<Double> ours = measured.time(PYTORCH, loss, shape);
        return "| `%s` | %s |\n"
                .formatted(
                        loss,
                        String.join(
                                " | ",
                                number(ours),
                                number(measured.time(MXNET, loss, shape)),
                                number(measured.time(PYTORCH, textbook, shape)),
                                number(measured.time(MXNET, textbook, shape)),
                                number(measured.time(Measurements.PYTHON, loss, shape)),
                                number(toPython(loss, shape)),
                                number(acrossEngines(loss, shape)),
                                number(ours.map(time -> time / floor)),
                                measured.of(PYTORCH, loss, shape)
                                        .filter(step -> step.calls() >= 0)
                                        .map(step -> "%.0f".formatted(step.calls()))
                                        .orElse(""),
                                megabytes(PYTORCH, loss, shape),
                                megabytes(MXNET, loss, shape),
                                megabytes(Measurements.PYTHON, loss, shape)));
    }

    private String summary(String shape) {
        Map<String, Double> toPython = ratios(loss -> toPython(loss, shape));
        Map<String, Double> memory =
                ratios(
                        loss ->
                                ratio(
                                        measured.bytes(PYTORCH, loss, shape),
                                        measured.bytes(Measurements.PYTHON, loss, shape)));
        List<Double> engines =
                ratios(loss -> acrossEngines(loss, shape)).values().stream().sorted().toList();
        return "- At most half the time of Python on PyTorch: %s; at least 75 %% are wanted.\n"
                        .formatted(share(toPython, 0.5))
                + "- Slower than Python: %s.\n".formatted(above(toPython, 1))
                + "- At most half the memory of Python: %s.\n".formatted(share(memory, 0.5))
                + "- MXNet's time over PyTorch's, median: %s; at most 1.5 is wanted.\n"
                        .formatted(
                                engines.isEmpty()
                                        ? "not measured"
                                        : number(Optional.of(engines.get(engines.size() / 2))));
    }

    private Optional<Double> toPython(String loss, String shape) {
        return ratio(
                measured.time(PYTORCH, loss, shape),
                measured.time(Measurements.PYTHON, loss, shape));
    }

    private Optional<Double> acrossEngines(String loss, String shape) {
        return ratio(measured.time(MXNET, loss, shape), measured.time(PYTORCH, loss, shape));
    }

    /** A ratio of a loss, where both of its sides are known. */
    private interface Ratio {
        Optional<Double> of(String loss);
    }

    private static Map<String, Double> ratios(Ratio ratio) {
        Map<String, Double> ratios = new TreeMap<>();
        Forms.losses().forEach(loss -> ratio.of(loss).ifPresent(value -> ratios.put(loss, value)));
        return ratios;
    }

    private static Optional<Double> ratio(Optional<Double> above, Optional<Double> below) {
        return above.flatMap(a -> below.filter(b -> b > 0).map(b -> a / b));
    }

    private static String share(Map<String, Double> ratios, double most) {
        long good = ratios.values().stream().filter(ratio -> ratio <= most).count();
        return "%d of %d losses, %d %%"
                .formatted(
                        good, ratios.size(), Math.round(100.0 * good / Math.max(1, ratios.size())));
    }

    private static String above(Map<String, Double> ratios, double most) {
        String names =
                ratios.entrySet().stream()
                        .filter(entry -> entry.getValue() > most)
                        .map(
                                e ->
                                        "`%s` (%s)"
                                                .formatted(
                                                        e.getKey(),
                                                        number(Optional.of(e.getValue()))))
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    /** The fewest milliseconds in which what has to move can move. */
    private double paper(String shape) {
        Waves batch = Waves.of(shape);
        return 4.0 * (2 * batch.shape().size() + batch.voxels()) / bandwidth;
    }

    private String megabytes(String runner, String loss, String shape) {
        return number(measured.bytes(runner, loss, shape).map(bytes -> bytes / 1e6));
    }

    /** Three digits, or nothing. */
    private static String number(Optional<Double> value) {
        return value.map(Digits::three).orElse("");
    }
}
