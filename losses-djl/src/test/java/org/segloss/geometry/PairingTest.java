package org.segloss.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairingTest {

    /** Rows in the order of an image, columns in that of a second one which is there earlier. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 1000})
    void equalsTheReductionWithTwoOrders(int levels) {
        Random random = new Random(levels);
        for (int[] shape : new int[][] {{9}, {5, 7}, {7, 1}, {3, 5, 4}, {5, 3, 5}, {1, 5, 3}}) {
            float[] late = new float[DistanceTransform.size(shape)];
            float[] early = new float[late.length];
            for (int v = 0; v < late.length; v++) {
                late[v] = random.nextInt(levels);
                early[v] = Math.min(late[v], random.nextInt(levels));
            }
            CubicalComplex births = new CubicalComplex(shape, late);
            CubicalComplex deaths = new CubicalComplex(shape, early);
            for (int dimension = 0; dimension < shape.length; dimension++) {
                assertArrayEquals(
                        reduce(births, deaths, dimension),
                        Pairing.of(births, deaths, dimension),
                        Arrays.toString(shape) + ", dimension " + dimension);
            }
        }
    }

    private static int[] reduce(CubicalComplex births, CubicalComplex deaths, int dimension) {
        int[] partner = new int[births.cells(dimension).cell.length];
        Arrays.fill(partner, Pairing.NONE);
        int[] cells = deaths.cells(dimension + 1).cell;
        BitSet[] columns = new BitSet[cells.length];
        for (int c = 0; c < cells.length; c++) {
            columns[c] = boundary(births, cells[c], dimension);
            while (!columns[c].isEmpty() && partner[columns[c].length() - 1] != Pairing.NONE) {
                columns[c].xor(columns[partner[columns[c].length() - 1]]);
            }
            if (!columns[c].isEmpty()) {
                partner[columns[c].length() - 1] = c;
            }
        }
        return partner;
    }

    /** The faces lie at the base of the cell and across from it, along each of its axes. */
    private static BitSet boundary(CubicalComplex complex, int cell, int dimension) {
        int voxels = complex.voxels();
        int axes = kinds(complex, dimension + 1)[cell / voxels];
        int[] faces = kinds(complex, dimension);
        BitSet boundary = new BitSet();
        for (int axis = 0; axis < complex.axes(); axis++) {
            if ((axes >> axis & 1) == 1) {
                int kind = Arrays.binarySearch(faces, axes ^ 1 << axis);
                int near = kind * voxels + cell % voxels;
                boundary.set(complex.cells(dimension).place[near]);
                boundary.set(complex.cells(dimension).place[near + complex.stride(axis)]);
            }
        }
        return boundary;
    }

    private static int[] kinds(CubicalComplex complex, int dimension) {
        return IntStream.range(0, 1 << complex.axes())
                .filter(kind -> Integer.bitCount(kind) == dimension)
                .toArray();
    }
}
