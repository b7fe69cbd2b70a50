package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import org.segloss.tensor.SafeMath;

/** How thin centre lines come to count more than thick ones. */
public enum RadiusInverse {

    /** By the largest radius less the radius. */
    SUBTRACTION {
        @Override
        NDArray of(NDArray radii, NDArray largest, double unit) {
            return largest.sub(radii).add(unit).div(largest);
        }
    },

    /** By the largest radius over the radius. */
    DIVISION {
        @Override
        NDArray of(NDArray radii, NDArray largest, double unit) {
            return largest.div(SafeMath.atLeast(radii, unit));
        }
    };

    /**
     * Turns radii round.
     *
     * @param radii a radius for every voxel of a line; elsewhere what comes out has no meaning
     * @param largest the largest of each mask
     * @param unit the smallest that there can be
     * @return more for a smaller radius
     */
    abstract NDArray of(NDArray radii, NDArray largest, double unit);
}
