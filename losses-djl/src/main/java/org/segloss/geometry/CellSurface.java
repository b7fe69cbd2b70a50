package org.segloss.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The surface inside a cell of the dual grid, a square or a cube with a voxel centre at each
 * corner: marching squares and cubes through the middles of the edges.
 *
 * <p>Which corners are foreground is a code of one bit a corner. The side with fewer corners is cut
 * off, each of its parts that hang together along edges for itself, so that a code and its
 * complement have the same surface. The loop around a part is not flat in general: of all its
 * triangulations the one with the largest area counts, which is that of the surface-distance
 * package.
 */
final class CellSurface {

    private final int axes;

    /** For each code the surface as vectors: segments, or the vector areas of triangles. */
    private final List<List<double[]>> vectors;

    /**
     * Computes all surfaces.
     *
     * @param axes 2 or 3
     */
    CellSurface(int axes) {
        this.axes = axes;
        vectors = IntStream.range(0, 1 << (1 << axes)).mapToObj(this::surface).toList();
    }

    /** The length or area of the surface of each code. */
    double[] measures(float[] steps) {
        double[] scale = new double[axes];
        for (int a = 0; a < axes; a++) {
            // An area across an axis grows with the spacing of the others.
            scale[a] = axes == 2 ? steps[a] : (double) steps[(a + 1) % 3] * steps[(a + 2) % 3];
        }
        return vectors.stream()
                .mapToDouble(parts -> parts.stream().mapToDouble(v -> length(v, scale)).sum())
                .toArray();
    }

    private List<double[]> surface(int code) {
        int corners = 1 << axes;
        boolean few = 2 * Integer.bitCount(code) <= corners;
        int rest = few ? code : ~code & ((1 << corners) - 1);
        List<double[]> surface = new ArrayList<>();
        while (rest != 0) {
            int part = part(rest);
            rest &= ~part;
            List<int[]> loop = loop(part);
            surface.addAll(
                    axes == 2 ? List.of(difference(loop.get(0), loop.get(1))) : largest(loop));
        }
        return surface;
    }

    /** The corners that hang together with the first one along edges. */
    private int part(int corners) {
        int part = Integer.lowestOneBit(corners);
        for (int before = 0; before != part; ) {
            before = part;
            for (int corner = 0; corner < 1 << axes; corner++) {
                for (int a = 0; a < axes; a++) {
                    part |= (before >> (corner ^ 1 << a) & 1) << corner & corners;
                }
            }
        }
        return part;
    }

    /**
     * The middles of the edges out of a part, each beside the next on a face of the cell. Along
     * each axis 0 and 2 are the ends of the cell, 1 is its middle.
     */
    private List<int[]> loop(int part) {
        List<int[]> left = new ArrayList<>();
        for (int corner = 0; corner < 1 << axes; corner++) {
            for (int a = 0; a < axes; a++) {
                if ((part >> corner & 1) == 1 && (part >> (corner ^ 1 << a) & 1) == 0) {
                    int at = corner;
                    int[] middle = IntStream.range(0, axes).map(b -> 2 * (at >> b & 1)).toArray();
                    middle[a] = 1;
                    left.add(middle);
                }
            }
        }
        List<int[]> loop = new ArrayList<>(List.of(left.remove(0)));
        while (!left.isEmpty()) {
            int[] last = loop.get(loop.size() - 1);
            int[] next =
                    axes == 2
                            ? left.get(0)
                            : left.stream()
                                    .filter(p -> shareFace(p, last))
                                    .findFirst()
                                    .orElseThrow();
            left.remove(next);
            loop.add(next);
        }
        return loop;
    }

    private static boolean shareFace(int[] p, int[] q) {
        return IntStream.range(0, p.length).anyMatch(a -> p[a] == q[a] && p[a] != 1);
    }

    /** The triangles, as vector areas, of the triangulation of a loop with the largest area. */
    private static List<double[]> largest(List<int[]> loop) {
        List<double[]> largest = List.of();
        int last = loop.size() - 1;
        for (int k = 1; k < last; k++) {
            List<double[]> triangles = new ArrayList<>(largest(loop.subList(0, k + 1)));
            triangles.addAll(largest(loop.subList(k, last + 1)));
            triangles.add(triangle(loop.get(0), loop.get(k), loop.get(last)));
            largest = area(triangles) > area(largest) ? triangles : largest;
        }
        return largest;
    }

    private static double area(List<double[]> triangles) {
        return triangles.stream().mapToDouble(t -> length(t, new double[] {1, 1, 1})).sum();
    }

    private static double[] triangle(int[] p, int[] q, int[] r) {
        double[] u = difference(p, q);
        double[] v = difference(p, r);
        double[] area = new double[3];
        Arrays.setAll(
                area, a -> (u[(a + 1) % 3] * v[(a + 2) % 3] - u[(a + 2) % 3] * v[(a + 1) % 3]) / 2);
        return area;
    }

    private static double[] difference(int[] p, int[] q) {
        return IntStream.range(0, p.length).mapToDouble(a -> (q[a] - p[a]) / 2.0).toArray();
    }

    private static double length(double[] vector, double[] scale) {
        return Math.sqrt(
                IntStream.range(0, vector.length)
                        .mapToDouble(a -> Math.pow(vector[a] * scale[a], 2))
                        .sum());
    }
}
