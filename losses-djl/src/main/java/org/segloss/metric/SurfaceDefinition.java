package org.segloss.metric;

import java.util.BitSet;

/** What the surface of a mask is made of, see {@link SurfaceDistances}. */
public enum SurfaceDefinition {
    /** Boundary voxels, as MONAI has it. */
    VOXELS {
        @Override
        SurfaceDistances of(int[] shape, float[] spacing, BitSet prediction, BitSet reference) {
            return SurfaceDistances.ofVoxels(shape, spacing, prediction, reference);
        }
    },
    /** Surface elements weighted by their area, as DeepMind has it. */
    ELEMENTS {
        @Override
        SurfaceDistances of(int[] shape, float[] spacing, BitSet prediction, BitSet reference) {
            return SurfaceDistances.ofElements(shape, spacing, prediction, reference);
        }
    };

    abstract SurfaceDistances of(int[] shape, float[] spacing, BitSet prediction, BitSet reference);
}
