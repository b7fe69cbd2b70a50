package org.segloss.geometry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Matches the topological features of two images that lie at the same place: the <a
 * href="https://arxiv.org/abs/2211.15272">Betti matching</a> (Stucki et al., ICML 2023).
 *
 * <p>Both images are compared with their union, in which a voxel enters as soon as it does in one
 * of them. A feature of an image goes to that feature of the union which ends where its own image
 * in the union does, and two features match if they go to the same one. Voxels are the vertices of
 * the complex, so that what is there hangs together by faces; ties are broken as in the authors'
 * code.
 *
 * <p>The cost is that of five times {@link CubicalPersistence}. Objects are immutable.
 */
public final class BettiMatching {

    /**
     * Two features that are one and the same.
     *
     * @param first the feature of the first image
     * @param second the feature of the second image
     */
    public record Match(PersistencePair first, PersistencePair second) {}

    /**
     * All features of both images.
     *
     * @param matched the features that both have
     * @param onlyFirst the features of the first image without a match
     * @param onlySecond the features of the second image without a match
     */
    public record Matching(
            List<Match> matched,
            List<PersistencePair> onlyFirst,
            List<PersistencePair> onlySecond) {}

    private final Filtration filtration;
    private final int[] shape;
    private final int voxels;

    /** Null if the images stand alone. */
    private final Frame frame;

    /**
     * Describes the grid.
     *
     * @param filtration direction of the sweep
     * @param shape number of voxels along each axis
     * @throws IllegalArgumentException if the shape has no axis, more than three, or one without
     *     voxel
     */
    public BettiMatching(Filtration filtration, int... shape) {
        this(filtration, null, shape);
    }

    private BettiMatching(Filtration filtration, Frame frame, int... shape) {
        this.filtration = filtration;
        this.frame = frame;
        this.shape = shape.clone();
        voxels = CubicalComplex.checkedVoxels(shape);
    }

    /**
     * Puts each image into a frame that enters with its first voxel, so that what touches the
     * border encloses something too. Features of the frame are given to that voxel.
     *
     * @return the matching relative to the border
     */
    public BettiMatching relative() {
        return new BettiMatching(filtration, new Frame(shape), shape);
    }

    /**
     * Matches the features of one dimension.
     *
     * @param first value of each voxel of the first image in C order
     * @param second value of each voxel of the second image
     * @param dimension 0 to d - 1
     * @return the matched and the single features
     * @throws IllegalArgumentException if an image does not fit the shape or has a number that is
     *     not finite, or if there is no such dimension
     */
    public Matching match(float[] first, float[] second, int dimension) {
        CubicalComplex.checkDimension(dimension, shape.length);
        Side one = new Side(first, dimension);
        Side two = new Side(second, dimension);
        int[] counterparts = counterparts(one, two, dimension);
        List<Match> matched = new ArrayList<>();
        List<PersistencePair> onlyFirst = new ArrayList<>();
        BitSet rest = two.bars.lasting().collect(BitSet::new, BitSet::set, BitSet::or);
        for (int creator : one.bars.lasting().toArray()) {
            int other = counterparts[creator];
            if (other != Pairing.NONE && rest.get(other)) {
                rest.clear(other);
                matched.add(new Match(one.pair(creator), two.pair(other)));
            } else {
                onlyFirst.add(one.pair(creator));
            }
        }
        return new Matching(
                List.copyOf(matched),
                List.copyOf(onlyFirst),
                rest.stream().mapToObj(two::pair).toList());
    }

    /** For each creator in the first image that of the second which goes to the same feature. */
    private int[] counterparts(Side one, Side two, int dimension) {
        float[] earlier = new float[voxels];
        for (int v = 0; v < voxels; v++) {
            earlier[v] = Math.min(one.heights[v], two.heights[v]);
        }
        CubicalComplex union = complex(earlier);
        boolean[] ends = new Bars(union, dimension).ends();
        int[] ofTwo = Pairing.inverse(Pairing.of(two.complex, union, dimension), ends.length);
        int[] counterparts = Pairing.of(one.complex, union, dimension);
        for (int creator = 0; creator < counterparts.length; creator++) {
            int end = counterparts[creator];
            if (end != Pairing.NONE) {
                counterparts[creator] = ends[end] ? ofTwo[end] : Pairing.NONE;
            }
        }
        if (dimension == 0) {
            // The eldest components, which never end, match each other.
            counterparts[0] = 0;
        }
        return counterparts;
    }

    private CubicalComplex complex(float[] heights) {
        return frame == null
                ? new CubicalComplex(shape, heights)
                : new CubicalComplex(frame.shape(), frame.around(heights, heights[first(heights)]));
    }

    /** The voxel that enters first. */
    private static int first(float[] heights) {
        int first = 0;
        for (int v = 1; v < heights.length; v++) {
            first = heights[v] < heights[first] ? v : first;
        }
        return first;
    }

    /** One image and its features. */
    private final class Side {

        private final float[] image;
        private final float[] heights;
        private final CubicalComplex complex;
        private final Bars bars;
        private final int first;

        Side(float[] image, int dimension) {
            this.image = image;
            heights = filtration.heights(image, voxels);
            complex = complex(heights);
            bars = new Bars(complex, dimension);
            first = first(heights);
        }

        PersistencePair pair(int creator) {
            int death = bars.death(creator);
            return PersistencePair.of(
                    voxel(bars.birth(creator)),
                    death == PersistencePair.NONE ? death : voxel(death),
                    image,
                    filtration);
        }

        /** The voxel of the image that stands for one of the complex. */
        private int voxel(int inComplex) {
            if (frame == null) {
                return inComplex;
            }
            int inner = frame.inner(inComplex);
            return inner == Frame.OUTSIDE ? first : inner;
        }
    }
}
