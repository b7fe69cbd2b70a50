package org.segloss.demo.explore;

import java.util.List;
import org.segloss.demo.compare.Pass;

/**
 * What a loss says to the steps of a scene.
 *
 * @param passes value and gradient at each step
 */
record Journey(List<Pass> passes) {

    List<Float> values() {
        return passes.stream().map(Pass::value).toList();
    }

    /** What descent would add to the logit of the disk, pixel by pixel. */
    double push(int step, int pixel) {
        float[] gradient = passes.get(step).gradient();
        return -gradient[gradient.length / 2 + pixel];
    }

    /** The strongest push of all steps. */
    double strongest() {
        double strongest = 0;
        for (int step = 0; step < Scene.STEPS; step++) {
            for (int pixel = 0; pixel < Scene.PIXELS; pixel++) {
                strongest = Math.max(strongest, Math.abs(push(step, pixel)));
            }
        }
        return strongest;
    }
}
