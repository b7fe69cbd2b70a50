package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.segloss.LossEntry;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;

/**
 * The golden cases, values and gradients of the reference code in double precision, on every engine
 * and device. Other cases of the same format: {@code -Dsegloss.golden=DIR}.
 */
class GoldenCasesTest {

    private static final String FOLDER = System.getProperty("segloss.golden", "");

    private static final Tally TALLY = new Tally();

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        List<GoldenCase> cases = GoldenCase.read(folder(), GoldenCase::isLoss);
        List<LeftOut> leftOut = LeftOut.read();
        return Backend.ENGINES.stream()
                .flatMap(
                        engine ->
                                cases.stream()
                                        .flatMap(golden -> onDevices(engine, golden, leftOut)));
    }

    @Test
    void everyRowOfLeftOutMatchesACase() throws IOException {
        List<GoldenCase> cases = GoldenCase.read(checkedIn(), GoldenCase::isLoss);
        for (LeftOut row : LeftOut.read()) {
            assertTrue(cases.stream().anyMatch(row::matches), row + " leaves nothing out");
        }
    }

    @AfterAll
    static void report() {
        System.out.print(TALLY.report());
    }

    private static Stream<DynamicTest> onDevices(
            String engine, GoldenCase golden, List<LeftOut> leftOut) {
        List<Backend> backends = Backend.of(engine);
        if (backends.isEmpty()) {
            String reason = engine + " has no native library on this machine";
            return Stream.of(counted(engine, engine, golden, () -> abort(reason)));
        }
        return backends.stream()
                .map(
                        backend ->
                                counted(
                                        engine,
                                        backend.toString(),
                                        golden,
                                        () -> {
                                            skipReason(golden, leftOut)
                                                    .ifPresent(Assumptions::abort);
                                            run(backend, golden);
                                        }));
    }

    private static DynamicTest counted(
            String engine, String backend, GoldenCase golden, Executable test) {
        String name = backend + " " + golden.name();
        return dynamicTest(name, () -> TALLY.count(engine, name, test));
    }

    private static Optional<String> skipReason(GoldenCase golden, List<LeftOut> leftOut) {
        if (!GoldenMapping.losses().contains(golden.loss())) {
            return Optional.of("loss not in the library");
        }
        return leftOut.stream().filter(row -> row.matches(golden)).map(LeftOut::reason).findFirst();
    }

    private static void run(Backend backend, GoldenCase golden) throws IOException {
        try (NDManager manager = backend.newManager()) {
            NDList arrays = golden.arrays(manager);
            double value = arrays.get("value").toDoubleArray()[0];
            double[] gradient = arrays.get("gradient").toDoubleArray();
            for (GoldenMapping.Plan plan : GoldenMapping.plans(golden, arrays)) {
                LossEntry entry = Losses.find(plan.spec().name());
                SegmentationLoss loss = Losses.create(plan.spec());
                NDList labels = new NDList(arrays.get("labels"));
                plan.labelArrays().forEach((from, to) -> labels.add(named(arrays.get(from), to)));
                Evaluation expected =
                        new Evaluation(new double[] {value + plan.offset()}, gradient);
                Evaluation actual = Evaluation.of(loss, labels, arrays.get("logits"));
                Budget.ofGolden(entry).check(expected, actual, plan.spec().toJson());
            }
        }
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }

    /** The cases to run. */
    static Path folder() {
        return FOLDER.isBlank() ? checkedIn() : given();
    }

    /** As the user meant it, from where Maven was started; tests run in their module's folder. */
    private static Path given() {
        return Path.of(System.getProperty("segloss.root", "")).resolve(FOLDER);
    }

    private static Path checkedIn() {
        return Path.of(URI.create(GoldenCasesTest.class.getResource("/golden").toString()));
    }
}
