package org.segloss.demo.explore;

import java.util.ArrayList;
import java.util.List;
import org.segloss.LossEntry;
import org.segloss.LossSpec;
import org.segloss.Losses;
import org.segloss.SegmentationLoss;
import org.segloss.demo.compare.Bench;
import org.segloss.demo.compare.Pass;

/**
 * One loss in all scenes.
 *
 * @param loss its catalogue row
 * @param setting the options it is shown with
 * @param journeys what it says in each scene; none where it refuses
 * @param refusal why it says nothing, null if it does
 */
record Exploration(LossEntry loss, Setting setting, List<Journey> journeys, String refusal) {

    /** Sends every step of every scene through the loss. */
    static Exploration of(LossEntry loss, Bench bench) {
        Setting setting = Setting.of(loss.name());
        try {
            SegmentationLoss built = Losses.create(new LossSpec(loss.name(), setting.options()));
            List<Journey> journeys =
                    Scene.ALL.stream().map(scene -> travel(scene, built, bench)).toList();
            return new Exploration(loss, setting, journeys, null);
        } catch (IllegalArgumentException e) {
            return new Exploration(loss, setting, List.of(), e.getMessage());
        }
    }

    private static Journey travel(Scene scene, SegmentationLoss loss, Bench bench) {
        List<Pass> passes = new ArrayList<>();
        for (int step = 0; step < Scene.STEPS; step++) {
            bench.load(new SceneTensors(scene, step));
            passes.add(bench.pass(loss));
        }
        return new Journey(passes);
    }
}
