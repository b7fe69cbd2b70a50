package org.segloss.boundary;

import java.util.BitSet;
import org.segloss.geometry.Contour;

/** Which voxels of a class are its points. */
public enum LabelPoints {

    /** All of them. */
    FILLED,

    /** Those with a face neighbour outside; the edge of the image counts as outside. */
    BOUNDARY;

    BitSet of(int[] shape, BitSet region) {
        return this == FILLED ? region : new Contour(shape, true).of(region::get);
    }
}
