package org.segloss.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Pairs the edges that close a loop in a volume with the squares that fill it, by the reduction of
 * the boundary matrix: {@link Pairing} for the one dimension that no union-find reaches.
 *
 * <p>Union-find spares it most of the work. Squares that close a void fill no loop and have no
 * column. Edges that join two components are never the last of a cycle and have no row, so that
 * columns stay short.
 */
final class LoopPairing {

    private final CubicalComplex births;
    private final CubicalComplex deaths;
    private final boolean[] joins;
    private final int[] partner;

    /** The columns that are more than a boundary, by the place of their square. */
    private final int[][] reduced;

    LoopPairing(CubicalComplex births, CubicalComplex deaths) {
        this.births = births;
        this.deaths = deaths;
        partner = new int[births.cells(1).cell.length];
        Arrays.fill(partner, Pairing.NONE);
        reduced = new int[deaths.cells(2).cell.length][];
        joins = new boolean[partner.length];
        for (int edge : Pairing.of(births, births, 0)) {
            if (edge != Pairing.NONE) {
                joins[edge] = true;
            }
        }
    }

    /** The place of the square in {@code deaths} for the place of each edge in {@code births}. */
    int[] pairs() {
        int[] closed = Pairing.of(deaths, deaths, 2);
        Column column = new Column(partner.length);
        for (int square = 0; square < closed.length; square++) {
            if (closed[square] != Pairing.NONE) {
                continue;
            }
            int[] boundary = boundary(square);
            int last = Arrays.stream(boundary).max().getAsInt();
            if (partner[last] != Pairing.NONE) {
                column.add(boundary);
                while (partner[last] != Pairing.NONE) {
                    column.add(column(partner[last]));
                    last = column.last();
                }
                reduced[square] = column.drain();
            }
            partner[last] = square;
        }
        return partner;
    }

    private int[] column(int square) {
        return reduced[square] == null ? boundary(square) : reduced[square];
    }

    private int[] boundary(int square) {
        int[] place = births.cells(1).place;
        int voxels = births.voxels();
        int cell = deaths.cells(2).cell[square];
        int across = 2 - cell / voxels;
        int base = cell % voxels;
        int a = across == 0 ? 1 : 0;
        int b = across == 2 ? 1 : 2;
        return IntStream.of(
                        place[a * voxels + base],
                        place[a * voxels + base + births.stride(b)],
                        place[b * voxels + base],
                        place[b * voxels + base + births.stride(a)])
                .filter(edge -> !joins[edge])
                .toArray();
    }
}
