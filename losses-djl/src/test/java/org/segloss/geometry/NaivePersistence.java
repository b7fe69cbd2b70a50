package org.segloss.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.segloss.geometry.CubicalPersistence.Construction;

/**
 * Persistence by the textbook: all cells of the complex on a grid of half steps, sorted, and one
 * reduction of the whole boundary matrix over Z/2.
 */
final class NaivePersistence {

    private record Cell(List<Integer> at, int dimension, int voxel) {}

    private final Construction construction;
    private final Filtration filtration;
    private final int[] shape;
    private final float[] image;

    NaivePersistence(Construction construction, Filtration filtration, int[] shape, float[] image) {
        this.construction = construction;
        this.filtration = filtration;
        this.shape = shape;
        this.image = image;
    }

    /** All features by dimension. */
    List<List<PersistencePair>> pairs() {
        List<Cell> cells = cells();
        cells.sort(
                Comparator.<Cell>comparingInt(cell -> rank(cell.voxel))
                        .thenComparingInt(Cell::dimension));
        Map<List<Integer>, Integer> number = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            number.put(cells.get(i).at, i);
        }
        BitSet[] columns = cells.stream().map(c -> boundary(c, number)).toArray(BitSet[]::new);
        int[] columnOf = new int[cells.size()];
        Arrays.fill(columnOf, -1);
        for (int i = 0; i < columns.length; i++) {
            while (!columns[i].isEmpty() && columnOf[columns[i].length() - 1] >= 0) {
                columns[i].xor(columns[columnOf[columns[i].length() - 1]]);
            }
            if (!columns[i].isEmpty()) {
                columnOf[columns[i].length() - 1] = i;
            }
        }
        List<List<PersistencePair>> pairs = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            pairs.add(new ArrayList<>());
        }
        for (int i = 0; i < columns.length; i++) {
            int birth = cells.get(i).voxel;
            if (columns[i].isEmpty() && columnOf[i] < 0) {
                pairs.get(cells.get(i).dimension)
                        .add(PersistencePair.of(birth, PersistencePair.NONE, image, filtration));
            } else if (columns[i].isEmpty()) {
                int death = cells.get(columnOf[i]).voxel;
                if (image[birth] != image[death]) {
                    pairs.get(cells.get(i).dimension)
                            .add(PersistencePair.of(birth, death, image, filtration));
                }
            }
        }
        return pairs;
    }

    private boolean vertices() {
        return construction == Construction.VERTICES;
    }

    /** The order in which voxels enter, with the documented ties. */
    private int rank(int voxel) {
        return (int)
                IntStream.range(0, image.length)
                        .filter(
                                other -> {
                                    int order =
                                            filtration == Filtration.SUBLEVEL
                                                    ? Float.compare(image[other], image[voxel])
                                                    : Float.compare(image[voxel], image[other]);
                                    return order != 0
                                            ? order < 0
                                            : vertices() ? other > voxel : other < voxel;
                                })
                        .count();
    }

    /** In half steps a voxel is an even point as a vertex, an odd one as a top cell. */
    private List<Cell> cells() {
        int[] fine = Arrays.stream(shape).map(n -> vertices() ? 2 * n - 1 : 2 * n + 1).toArray();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < Arrays.stream(fine).reduce(1, (a, b) -> a * b); i++) {
            int[] at = new int[fine.length];
            for (int a = at.length - 1, rest = i; a >= 0; rest /= fine[a--]) {
                at[a] = rest % fine[a];
            }
            int dimension = (int) Arrays.stream(at).filter(x -> x % 2 == 1).count();
            cells.add(new Cell(Arrays.stream(at).boxed().toList(), dimension, owner(at)));
        }
        return cells;
    }

    /** The last of its vertices, or the first of the top cells that it bounds. */
    private int owner(int[] at) {
        int owner = -1;
        for (int v = 0; v < image.length; v++) {
            boolean touches = true;
            for (int a = at.length - 1, rest = v; a >= 0; rest /= shape[a--]) {
                int position = 2 * (rest % shape[a]) + (vertices() ? 0 : 1);
                touches &= Math.abs(position - at[a]) <= 1;
            }
            if (touches && (owner < 0 || rank(v) > rank(owner) == vertices())) {
                owner = v;
            }
        }
        return owner;
    }

    private static BitSet boundary(Cell cell, Map<List<Integer>, Integer> number) {
        BitSet boundary = new BitSet();
        for (int a = 0; a < cell.at.size(); a++) {
            if (cell.at.get(a) % 2 == 1) {
                for (int side : new int[] {-1, 1}) {
                    List<Integer> face = new ArrayList<>(cell.at);
                    face.set(a, cell.at.get(a) + side);
                    boundary.set(number.get(face));
                }
            }
        }
        return boundary;
    }
}
