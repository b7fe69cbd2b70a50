package org.segloss.geometry;

import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A mask with one to three axes as a volume with a frame of background, in which every voxel has 26
 * neighbours. Voxels are counted with the frame.
 *
 * <p>A neighbourhood is a number of 27 bits in C order, of which the bit in the middle is the voxel
 * itself and never set.
 */
final class MaskVolume {

    private static final int CENTRE = 13;

    /** The 26 neighbours of each voxel of a neighbourhood, those within it. */
    private static final int[] ADJACENT = new int[27];

    /** For each corner, edge, face and the inside of a voxel, who else has it: the 27 cells. */
    private static final int[] SHARED = new int[27];

    /** What each of the 27 cells counts: 1 for corners and faces, -1 for edges and the inside. */
    private static final int[] SIGN = new int[27];

    static {
        for (int a = 0; a < 27; a++) {
            SIGN[a] = 1;
            for (int unit = 1; unit < 27; unit *= 3) {
                SIGN[a] *= a / unit % 3 == 1 ? -1 : 1;
            }
            for (int b = 0; b < 27; b++) {
                boolean adjacent = true;
                boolean shared = true;
                for (int unit = 1; unit < 27; unit *= 3) {
                    int at = a / unit % 3;
                    int other = b / unit % 3;
                    adjacent &= Math.abs(at - other) <= 1;
                    shared &= other == 1 || other == at;
                }
                ADJACENT[a] |= adjacent && b != CENTRE ? 1 << b : 0;
                SHARED[a] |= shared && b != CENTRE ? 1 << b : 0;
            }
        }
    }

    private final Frame frame;
    private final int[] offsets;
    private final BitSet set;

    /**
     * Frames a mask.
     *
     * @param shape number of voxels along each axis
     * @param mask tells whether a voxel, by its index in C order, is foreground
     */
    MaskVolume(int[] shape, IntPredicate mask) {
        CubicalComplex.checkedVoxels(shape);
        int[] volume = {1, 1, 1};
        System.arraycopy(shape, 0, volume, 3 - shape.length, shape.length);
        frame = new Frame(volume);
        int row = frame.shape()[2];
        int slice = frame.shape()[1] * row;
        offsets =
                IntStream.range(0, 27)
                        .map(i -> (i / 9 - 1) * slice + (i / 3 % 3 - 1) * row + i % 3 - 1)
                        .toArray();
        set = new BitSet();
        for (int v = 0; v < frame.size(); v++) {
            set.set(v, frame.inner(v) != Frame.OUTSIDE && mask.test(frame.inner(v)));
        }
    }

    /** Number of voxels, the frame included. */
    int size() {
        return frame.size();
    }

    /** The foreground voxels in C order. */
    IntStream foreground() {
        return set.stream();
    }

    boolean get(int voxel) {
        return set.get(voxel);
    }

    void clear(int voxel) {
        set.clear(voxel);
    }

    /** The voxel at a place of the neighbourhood of another one. */
    int neighbour(int voxel, int place) {
        return voxel + offsets[place];
    }

    /** The foreground in the neighbourhood of a voxel that is not in the frame. */
    int neighbours(int voxel) {
        int bits = 0;
        for (int i = 0; i < 27; i++) {
            if (i != CENTRE && set.get(voxel + offsets[i])) {
                bits |= 1 << i;
            }
        }
        return bits;
    }

    /** The foreground, counted without the frame. */
    BitSet unframed() {
        BitSet unframed = new BitSet();
        set.stream().map(frame::inner).forEach(unframed::set);
        return unframed;
    }

    /** By how much a voxel raises the Euler characteristic of the closed cubes around it. */
    static int eulerChange(int neighbours) {
        int change = 0;
        for (int cell = 0; cell < 27; cell++) {
            if ((neighbours & SHARED[cell]) == 0) {
                change += SIGN[cell];
            }
        }
        return change;
    }

    /** Tells whether a neighbourhood hangs together by corners; an empty one does. */
    static boolean isConnected(int neighbours) {
        int reached = Integer.lowestOneBit(neighbours);
        int fresh = reached;
        while (fresh != 0) {
            int next = 0;
            for (int rest = fresh; rest != 0; rest &= rest - 1) {
                next |= ADJACENT[Integer.numberOfTrailingZeros(rest)];
            }
            fresh = next & neighbours & ~reached;
            reached |= fresh;
        }
        return reached == neighbours;
    }
}
