package org.segloss.input;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.BitSet;
import org.segloss.geometry.InverseDistance;

/**
 * What the <a href="https://arxiv.org/abs/1908.03679">distance map penalty</a> multiplies voxels
 * by: \( 1 + \Phi \), with the {@link InverseDistance} \( \Phi \) of the region that the voxel
 * belongs to. A region is where the label of a class is above 0.5; where channels are tasks of
 * their own, the rest of a channel is a region too.
 */
public final class DistancePenalty {

    private final RegionMaps maps;

    /**
     * Describes the map.
     *
     * @param normalized whether \( \Phi \) is brought to 0..1
     * @param spacing distance of neighbouring voxels along each axis; none at all means 1
     */
    public DistancePenalty(boolean normalized, float... spacing) {
        maps =
                new RegionMaps(
                        true,
                        (shape, region) ->
                                new InverseDistance(normalized, shape, spacing).of(region));
    }

    /**
     * The factors of a batch.
     *
     * @param in the input
     * @return a factor for every voxel {@code [N, 1, V]}, where channels are separate {@code [N, C,
     *     V]}; a constant
     */
    public NDArray factors(LossInput in) {
        Targets targets = in.targets();
        int rows = in.exclusive() ? 1 : targets.classes();
        float[] factors = new float[targets.images() * rows * targets.voxels()];
        Arrays.fill(factors, 1);
        for (int n = 0; n < targets.images(); n++) {
            for (int c = 0; c < targets.classes(); c++) {
                int from = (n * rows + c % rows) * targets.voxels();
                add(in, n, c, targets.region(n, c), factors, from);
                if (!in.exclusive()) {
                    add(in, n, c, targets.rest(n, c), factors, from);
                }
            }
        }
        return in.constant(factors, targets.images(), rows, targets.voxels());
    }

    private void add(LossInput in, int n, int c, BitSet region, float[] factors, int from) {
        float[] map = maps.of(in, n, c, (image, of) -> region);
        region.stream().forEach(v -> factors[from + v] += map[v]);
    }
}
