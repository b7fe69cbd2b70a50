package org.segloss.geometry;

import java.util.stream.IntStream;

/** The features of one complex in one dimension, by the place of the cell that creates them. */
final class Bars {

    private final CubicalComplex.Cells creators;
    private final CubicalComplex.Cells enders;
    private final CubicalComplex complex;
    private final int dimension;
    private final int[] partner;

    Bars(CubicalComplex complex, int dimension) {
        this.complex = complex;
        this.dimension = dimension;
        creators = complex.cells(dimension);
        enders = complex.cells(dimension + 1);
        partner = Pairing.of(complex, complex, dimension);
    }

    /** The creators of all features that last longer than a moment, in order of entry. */
    IntStream lasting() {
        return IntStream.range(0, partner.length).filter(this::lasts);
    }

    private boolean lasts(int creator) {
        return isEssential(creator)
                || (partner[creator] != Pairing.NONE
                        && complex.height(birth(creator)) < complex.height(death(creator)));
    }

    /** Tells whether a cell creates the feature without end, the eldest component. */
    boolean isEssential(int creator) {
        return dimension == 0 && creator == 0;
    }

    /** Tells for each cell of the next dimension whether it ends a feature that lasts. */
    boolean[] ends() {
        boolean[] ends = new boolean[enders.cell.length];
        lasting().filter(creator -> !isEssential(creator)).forEach(c -> ends[partner[c]] = true);
        return ends;
    }

    /** The voxel that brings the creator. */
    int birth(int creator) {
        return creators.owner[creator];
    }

    /** The voxel that ends the feature. */
    int death(int creator) {
        return isEssential(creator) ? PersistencePair.NONE : enders.owner[partner[creator]];
    }
}
