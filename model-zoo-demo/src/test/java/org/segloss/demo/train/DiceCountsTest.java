package org.segloss.demo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiceCountsTest {

    private final DiceCounts counts = new DiceCounts(List.of("background", "liver", "spleen"));

    @Test
    void addsCountsUpBeforeDividing() {
        counts.add(new int[] {1, 1, 0, 2}, new int[] {1, 0, 0, 2});
        counts.add(new int[] {0, 0, 0, 0}, new int[] {1, 1, 0, 0});
        Map<String, Double> dice = counts.dice();
        // One shared voxel; 2 predicted and 3 true ones. The mean over samples would be 1/3.
        assertEquals(2.0 / 5, dice.get("liver"));
        assertEquals(1.0, dice.get("spleen"));
        assertEquals(0.7, DiceCounts.mean(dice));
    }

    @Test
    void leavesOutWhatNeitherHolds() {
        counts.add(new int[] {1, 0}, new int[] {0, 0});
        assertEquals(Map.of("liver", 0.0), counts.dice());
    }

    @Test
    void hasNoClassAtAll() {
        counts.add(new int[] {0}, new int[] {0});
        assertEquals(0, DiceCounts.mean(counts.dice()));
    }
}
