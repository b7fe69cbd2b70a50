package org.segloss.boundary;

import ai.djl.ndarray.NDArray;
import org.segloss.tensor.SafeMath;

/** How the length of contours is measured: by what every voxel adds to it. */
public enum ContourLength {

    /** Differences from a voxel to the next along each axis; the last have no next. */
    FORWARD(1, 1) {
        @Override
        NDArray of(Slopes p, NDArray counted) {
            return p.steepness(0, 1);
        }

        @Override
        LineCost of(HostSlopes p) {
            return p.steepness(0, 1);
        }
    },

    /** Differences from the next voxel along each axis to the one after it. */
    SHIFTED(2, 2) {
        @Override
        NDArray of(Slopes p, NDArray counted) {
            return p.steepness(1, 2);
        }

        @Override
        LineCost of(HostSlopes p) {
            return p.steepness(1, 2);
        }
    },

    /** Half the differences of the neighbours along each axis; the border is repeated. */
    CENTRAL(1, 0) {
        @Override
        NDArray of(Slopes p, NDArray counted) {
            return p.steepness(-1, 1);
        }

        @Override
        LineCost of(HostSlopes p) {
            return p.steepness(-1, 1);
        }
    },

    /** Sobel's filter, with 0 outside the image; its results are brought to 0..1 in the batch. */
    SOBEL(1, 0) {
        @Override
        NDArray of(Slopes p, NDArray counted) {
            NDArray steepness = p.sobel();
            NDArray flat = steepness.reshape(1, 1, -1);
            NDArray within = counted.reshape(1, 1, -1);
            NDArray most = SafeMath.max(flat.mul(within));
            // What does not count is put at the most, so that it is not the least.
            NDArray others = within.neg().add(1).mul(most);
            NDArray least = SafeMath.max(flat.mul(within).add(others).neg()).neg();
            NDArray range = most.sub(least).add(p.epsilon());
            return flat.sub(least).div(range).reshape(steepness.getShape());
        }
    },

    /** How far the smallest value around a voxel is below the largest such value around it. */
    POOLING(2, 0) {
        @Override
        NDArray of(Slopes p, NDArray counted) {
            return p.rise();
        }
    };

    private final int around;
    private final int ahead;

    ContourLength(int around, int ahead) {
        this.around = around;
        this.ahead = ahead;
    }

    /**
     * What every voxel adds.
     *
     * @param p the maps
     * @param counted 1 for entries whose length counts, 0 for others
     * @return 0 or more where it counts, of the shape of the maps
     */
    abstract NDArray of(Slopes p, NDArray counted);

    /** The same on the host; null if there is no such form. */
    LineCost of(HostSlopes p) {
        return null;
    }

    /** On which neighbours it depends. */
    Reach reach() {
        return new Reach(around, ahead);
    }
}
