package org.segloss.geometry;

import java.util.List;

/**
 * Persistent homology of an image with one to three axes: the components, loops and voids that
 * appear and disappear while a threshold sweeps over it, and the voxels at which they do.
 *
 * <p>Dimension 0 holds the components, dimension d - 1 what encloses background (the holes of a
 * picture, the voids of a volume), dimension 1 of a volume its loops. Features that appear and
 * disappear at one value are left out. Where voxels have the same value, the one with the higher
 * index enters first as vertices, the one with the lower index as top cells.
 *
 * <p>Components and dimension d - 1 take \(O(V \log V)\) for \(V\) voxels, which is the sorting.
 * The loops of a volume take the reduction of a boundary matrix: cubic in the worst case, close to
 * linear for images. Memory is about 80 bytes a voxel of a picture and 160 of a volume. Objects are
 * immutable.
 */
public final class CubicalPersistence {

    /** What the voxels of an image are in the cubical complex. */
    public enum Construction {

        /** Vertices: what is there hangs together by faces (4 or 6 neighbours). */
        VERTICES,

        /** Cells of top dimension: what is there hangs together by corners (8 or 26 neighbours). */
        TOP_CELLS
    }

    private final Construction construction;
    private final Filtration filtration;
    private final int[] shape;
    private final int voxels;

    /**
     * Describes the grid.
     *
     * @param construction what the voxels are
     * @param filtration direction of the sweep
     * @param shape number of voxels along each axis
     * @throws IllegalArgumentException if the shape has no axis, more than three, or one without
     *     voxel
     */
    public CubicalPersistence(Construction construction, Filtration filtration, int... shape) {
        this.construction = construction;
        this.filtration = filtration;
        this.shape = shape.clone();
        voxels = CubicalComplex.checkedVoxels(shape);
    }

    /**
     * Finds the features of one dimension.
     *
     * @param image value of each voxel in C order
     * @param dimension 0 to d - 1
     * @return the features, always in the same order
     * @throws IllegalArgumentException if the image does not fit the shape or has a number that is
     *     not finite, or if there is no such dimension
     */
    public List<PersistencePair> pairs(float[] image, int dimension) {
        CubicalComplex.checkDimension(dimension, shape.length);
        return construction == Construction.VERTICES
                ? ofVertices(image, dimension)
                : ofTopCells(image, dimension);
    }

    private List<PersistencePair> ofVertices(float[] image, int dimension) {
        Bars bars =
                new Bars(new CubicalComplex(shape, filtration.heights(image, voxels)), dimension);
        return bars.lasting()
                .mapToObj(b -> PersistencePair.of(bars.birth(b), bars.death(b), image, filtration))
                .toList();
    }

    /**
     * By Alexander duality: what is not there yet, and all around the image, consists of vertices,
     * and its features are those of the image, backwards in time. The component without end is the
     * one that encloses the image's surroundings.
     */
    private List<PersistencePair> ofTopCells(float[] image, int dimension) {
        Frame frame = new Frame(shape);
        float[] backwards = filtration.reversed().heights(image, voxels);
        CubicalComplex rest =
                new CubicalComplex(frame.shape(), frame.around(backwards, Float.NEGATIVE_INFINITY));
        Bars bars = new Bars(rest, shape.length - 1 - dimension);
        return bars.lasting()
                .filter(b -> !bars.isEssential(b))
                .mapToObj(
                        b ->
                                PersistencePair.of(
                                        frame.inner(bars.death(b)),
                                        frame.inner(bars.birth(b)),
                                        image,
                                        filtration))
                .toList();
    }
}
