package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.segloss.demo.cli.Engines;

/**
 * No loss gets slower by more than a quarter, measured by a softmax and a sum. The ratios that it
 * is held to are those of one processor, so that others skip it. {@code -Dsegloss.ratios=all} takes
 * every loss that {@link Benchmarks} takes, {@code -Dsegloss.ratios=write} writes down what is now.
 */
class LossRatioTest {

    private static final Path BASELINE = Path.of("src/test/resources/loss-ratios.json");

    /** Some losses, all of them, or all of them to be written down. */
    private static final String ASKED = System.getProperty("segloss.ratios");

    private static final boolean WRITE = "write".equals(ASKED);

    private static final double WORST = 1.25;

    /** A loss for each kind of work that there is: sums, sorting, distances, windows, regions. */
    private static final List<String> SOME =
            List.of(
                    "cross-entropy",
                    "focal",
                    "dice",
                    "generalized-dice",
                    "dice-ce",
                    "lovasz-softmax",
                    "boundary",
                    "hausdorff-dt",
                    "region-mutual-information",
                    "soft-cldice",
                    "ssim");

    private final ObjectMapper mapper =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @TestFactory
    Stream<DynamicTest> noLossGetsSlower() throws IOException {
        assumeTrue(
                ASKED != null,
                "times want a machine with nothing else to do: -Dsegloss.ratios=some, all or write");
        List<String> losses = "some".equals(ASKED) ? SOME : Forms.usual();
        ObjectNode baseline = (ObjectNode) mapper.readTree(BASELINE.toFile());
        return Engines.present().stream()
                .flatMap(
                        engine ->
                                losses.stream()
                                        .map(
                                                loss ->
                                                        dynamicTest(
                                                                engine + " " + loss,
                                                                () ->
                                                                        check(
                                                                                baseline, engine,
                                                                                loss))));
    }

    private void check(ObjectNode baseline, String engine, String loss) throws IOException {
        if (WRITE) {
            double ratio = ratio(engine, loss, 0);
            baseline.put("processor", processor());
            baseline.withObject("/" + engine).put(loss, Math.round(ratio * 100) / 100.0);
            mapper.writeValue(BASELINE.toFile(), baseline);
            return;
        }
        String taken = baseline.path("processor").asText();
        String here = processor();
        assumeTrue(taken.equals(here), () -> "the ratios are of " + taken + ", this is " + here);
        JsonNode known = baseline.path(engine).path(loss);
        assertTrue(known.isNumber(), () -> "take its ratio: -Dsegloss.ratios=write");
        double most = known.asDouble() * WORST;
        double ratio = ratio(engine, loss, most);
        assertTrue(
                ratio <= most,
                () ->
                        "%.2f times a softmax and a sum, %.2f before; if it has to be so:"
                                        .formatted(ratio, known.asDouble())
                                + " -Dsegloss.ratios=write");
    }

    private static double ratio(String engine, String loss, double enough) {
        try (RatioClock clock = new RatioClock(engine, loss)) {
            return clock.ratio(enough);
        }
    }

    /** The model and family of the processor, of which names are not enough, and how many. */
    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        String model = field("model name", lines).orElse(System.getProperty("os.arch"));
        String family = field("cpu family", lines).map(number -> ", family " + number).orElse("");
        return model + family + " x " + Runtime.getRuntime().availableProcessors();
    }

    private static Optional<String> field(String name, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }
}
