package org.segloss.boundary;

/** What contours cost along lines of voxels, on the host; an object is for one thread. */
interface LineCost {

    /**
     * Computes the costs of all voxels of some lines, and adds their slopes in the voxels around.
     *
     * @param around the lines and what is around them
     * @param counted 1 for voxels that count, 0 for others, and for what is no voxel
     * @param weight what the costs are multiplied by before their slopes are taken
     * @param costs where to write the costs, without the weight, 0 where none counts
     */
    void of(Stencil around, float[] counted, double weight, float[] costs);

    /** The same at another price. */
    default LineCost times(float price) {
        return (around, counted, weight, costs) -> {
            of(around, counted, weight * price, costs);
            for (int i = 0; i < costs.length; i++) {
                costs[i] *= price;
            }
        };
    }
}
