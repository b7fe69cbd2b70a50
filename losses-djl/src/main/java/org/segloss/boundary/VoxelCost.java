package org.segloss.boundary;

/** What contours cost at one voxel, on the host; an object is for one thread. */
interface VoxelCost {

    /**
     * Computes the cost and its slopes in the voxels around.
     *
     * @param p probabilities
     * @param v where the voxel is in them
     * @param around the places around it
     * @param weight what the cost is multiplied by before its slopes are taken
     * @param slopes where they are added, by the places in p
     * @return the cost, without the weight
     */
    double of(float[] p, int v, Stencil around, double weight, float[] slopes);

    /** The same at another price. */
    default VoxelCost times(double price) {
        return (p, v, around, weight, slopes) -> price * of(p, v, around, weight * price, slopes);
    }
}
