package org.segloss.geometry;

import java.util.Arrays;

/**
 * Pairs the cells that create the features of one complex with the cells that end them in another
 * one, which holds all of the first at any time: <a href="https://arxiv.org/abs/1005.0618">image
 * persistence</a>. With one complex in both places it is its own persistent homology.
 *
 * <p>It is the reduction of the boundary matrix with its rows in the order of the first and its
 * columns in the order of the second complex. For components and for voids that is a union-find, in
 * almost linear time; only the loops of a volume need the reduction, cubic in the worst case and
 * close to linear for images.
 */
final class Pairing {

    /** Marks a cell that creates no feature, or one without end. */
    static final int NONE = -1;

    private Pairing() {}

    /**
     * Pairs the cells of a dimension with those of the next.
     *
     * @return the place in the order of {@code deaths} for each place in the order of {@code
     *     births}, or {@link #NONE}
     */
    static int[] of(CubicalComplex births, CubicalComplex deaths, int dimension) {
        if (dimension == 0) {
            return components(births, deaths);
        }
        return dimension == births.axes() - 1
                ? voids(births, deaths)
                : new LoopPairing(births, deaths).pairs();
    }

    /**
     * Turns a pairing round.
     *
     * @return the place in the order of {@code births} for each of the {@code size} places in the
     *     order of {@code deaths}, or {@link #NONE}
     */
    static int[] inverse(int[] partner, int size) {
        int[] inverse = none(size);
        for (int place = 0; place < partner.length; place++) {
            if (partner[place] != NONE) {
                inverse[partner[place]] = place;
            }
        }
        return inverse;
    }

    /** An edge ends the younger of the components that it joins. */
    private static int[] components(CubicalComplex births, CubicalComplex deaths) {
        int[] age = births.cells(0).place;
        int[] edges = deaths.cells(1).cell;
        MergeForest forest = new MergeForest(age);
        int[] partner = none(age.length);
        for (int e = 0; e < edges.length; e++) {
            int from = edges[e] % deaths.voxels();
            int younger = forest.merge(from, from + deaths.stride(edges[e] / deaths.voxels()));
            if (younger != MergeForest.NONE) {
                partner[younger] = e;
            }
        }
        return partner;
    }

    /**
     * Backwards in time, a wall that goes joins the rooms on its sides, and the void of the younger
     * room, of which the last cell entered earlier, is the one that the wall had closed. The
     * outside is the eldest room.
     */
    private static int[] voids(CubicalComplex births, CubicalComplex deaths) {
        int[] walls = births.cells(births.axes() - 1).cell;
        CubicalComplex.Cells rooms = deaths.cells(deaths.axes());
        int outside = births.voxels();
        int[] age = new int[outside + 1];
        for (int v = 0; v < outside; v++) {
            age[v] = rooms.cell.length - rooms.place[v];
        }
        MergeForest forest = new MergeForest(age);
        int[] partner = none(walls.length);
        for (int w = walls.length - 1; w >= 0; w--) {
            int base = walls[w] % outside;
            int across = births.axes() - 1 - walls[w] / outside;
            int younger =
                    forest.merge(
                            births.isFirst(base, across) ? outside : base - births.stride(across),
                            births.isLast(base, across) ? outside : base);
            if (younger != MergeForest.NONE) {
                partner[w] = rooms.cell.length - younger;
            }
        }
        return partner;
    }

    private static int[] none(int length) {
        int[] partner = new int[length];
        Arrays.fill(partner, NONE);
        return partner;
    }
}
