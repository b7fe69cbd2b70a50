package org.segloss.demo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segloss.demo.data.Sample;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.data.WholeImage;
import org.segloss.demo.image.Mask;

class ComparisonTest {

    private static final int[] SHAPE = {1, 4};

    private Comparison comparison;

    private static TrainingResult result(float secondLoss, double dice) {
        Epoch epoch = new Epoch(1, 0.5, Map.of("organ", dice), Map.of(), Map.of(), Map.of(), 2.5);
        Mask mask = new Mask(SHAPE, new int[] {0, 1, 1, 0});
        return new TrainingResult(
                List.of(2f, secondLoss), List.of(epoch), List.of(mask), List.of());
    }

    @BeforeEach
    void twoLossesOnTwoEngines() {
        Sample sample =
                new Sample(
                        "one", SHAPE, 1, new float[4], new int[] {0, 1, 1, 1}, new float[] {1, 1});
        comparison =
                new Comparison(
                        new SegmentationData(
                                "test",
                                List.of("background", "organ"),
                                List.of(sample),
                                List.of(sample),
                                Optional.of(List.of(new int[] {1, 1, 0, 0})),
                                new WholeImage(2)));
        comparison.add("dice", "A", result(1f, 0.8));
        comparison.add("dice", "B", result(1.01f, 0.79));
        comparison.add("focal", "A", result(4f, 0.7));
        comparison.add("focal", "B", result(3.9f, 0.7));
    }

    @Test
    void findsTheLargestDifferencesWithinALoss() {
        assertEquals(0.025, comparison.largestLossDifference(), 1e-6);
        assertEquals(0.01, comparison.largestDiceDifference(), 1e-9);
    }

    @Test
    void measuresThePositionAlone() {
        assertEquals(2.0 / 5, comparison.baseline().orElseThrow().get("organ"));
    }

    @Test
    void printsARowForTheBaselineAndEachTraining() {
        List<String> lines = comparison.table().lines().toList();
        assertEquals(List.of("loss", "engine", "organ", "mean", "seconds"), words(lines.get(0)));
        assertEquals(List.of("position", "only", "0.4000", "0.4000"), words(lines.get(1)));
        assertEquals(List.of("dice", "A", "0.8000", "0.8000", "2.5"), words(lines.get(2)));
        assertEquals(List.of("focal", "B", "0.7000", "0.7000", "2.5"), words(lines.get(5)));
        String last = lines.get(lines.size() - 1);
        assertTrue(last.contains("2.5e-02") && last.contains("0.0100"), last);
    }

    @Test
    void drawsALossColumnByColumnWithAllEnginesOnOneAxis() {
        List<Curves.Panel> panels = comparison.curves();
        assertEquals(
                List.of("dice", "focal", "dice", "focal"),
                panels.stream().map(Curves.Panel::title).toList());
        assertEquals(List.of("A", "B"), List.copyOf(panels.get(0).lines().keySet()));
        assertEquals(0.79, panels.get(2).lines().get("B")[0]);
        assertEquals(0.4, panels.get(2).lines().get("position only")[0]);
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+", -1));
    }
}
