package org.segloss.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.LossSpec;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.data.DataSets;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.net.UNet;
import org.segloss.demo.train.Epoch;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingListener;
import org.segloss.demo.train.TrainingResult;
import org.segloss.demo.train.TrainingSpec;

class TrainingTest {

    private static final double TOLERANCE = 1e-3;

    private static SegmentationData data;

    @BeforeAll
    static void loadAFewSilhouettes() {
        SegmentationData all = DataSets.open("silhouettes", DataOptions.defaults().withSize(32));
        data =
                new SegmentationData(
                        all.name(),
                        all.classNames(),
                        all.train().subList(0, 42),
                        all.validation().subList(0, 5),
                        all.positionBaseline(),
                        all.view());
    }

    private static TrainingSpec spec(String loss, String engine, int epochs, float rate) {
        return new TrainingSpec(LossSpec.parse(loss), engine, epochs, 3, 3, 4, 4, rate, List.of());
    }

    private static TrainingResult train(String loss, String engine) {
        return Training.run(data, spec(loss, engine, 1, 5e-3f), new TrainingListener() {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cross-entropy",
                "dice-ce",
                "uncertainty-weighted",
                "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\", \"boundary\"],"
                        + " \"weights\": [1, 0.01]}}"
            })
    void tenStepsAgreeOnBothEngines(String loss) {
        assumeTrue(Engines.present().size() == 2, "there is one engine for this platform");
        List<Float> pytorch = train(loss, "PyTorch").firstLosses();
        List<Float> mxnet = train(loss, "MXNet").firstLosses();
        assertEquals(10, pytorch.size());
        assertTrue(pytorch.get(9) < pytorch.get(0), "it learns: " + pytorch);
        for (int step = 0; step < 10; step++) {
            double expected = pytorch.get(step);
            assertEquals(expected, mxnet.get(step), TOLERANCE * expected, "step " + step);
        }
    }

    @Test
    void oneSeedIsOneTraining() {
        List<Float> first = train("dice", "PyTorch").firstLosses();
        List<Float> again = train("dice", "PyTorch").firstLosses();
        for (int step = 0; step < 10; step++) {
            // Not exactly: the order in which PyTorch's threads add up is their own.
            assertEquals(first.get(step), again.get(step), 1e-5f, "step " + step);
        }
    }

    @Test
    void theListenerHearsEveryStepAndEpoch() {
        List<Integer> steps = new ArrayList<>();
        List<Boolean> best = new ArrayList<>();
        TrainingResult result =
                Training.run(
                        data,
                        spec("dice-ce", "PyTorch", 2, 5e-3f),
                        new TrainingListener() {
                            @Override
                            public void step(int done, int total, float loss) {
                                assertEquals(22, total, "a last batch of two counts");
                                steps.add(done);
                            }

                            @Override
                            public void epoch(Epoch epoch, boolean isBest, UNet network) {
                                best.add(isBest);
                            }
                        });
        assertEquals(22, steps.size());
        assertEquals(22, steps.get(21));
        boolean better = result.epochs().get(1).meanDice() > result.epochs().get(0).meanDice();
        assertEquals(List.of(true, better), best);
        assertEquals(5, result.predictions().size());
    }

    @Test
    void aLossThatIsNoNumberStopsTheTraining() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                Training.run(
                                        data,
                                        spec("cross-entropy", "PyTorch", 3, 1e30f),
                                        new TrainingListener() {}));
        assertTrue(e.getMessage().contains("diverged"), e.getMessage());
        assertTrue(e.getMessage().contains("1.0E30"), e.getMessage());
    }
}
