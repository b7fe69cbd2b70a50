package org.segloss.structure;

import ai.djl.ndarray.NDArray;
import org.segloss.tensor.SafeMath;

/**
 * What the voxels of masks count, by how thick a mask is there; 0 outside of it. Distances are in
 * units of the largest radius on the centre lines. Arrays are {@code [N, C, V]}.
 *
 * @param depth the distance to the outside, at most 1
 * @param radius the same on the centre lines, 0 off them
 * @param thinness on the centre lines the more the smaller the radius is, 0 off them
 */
record CenterlineWeights(NDArray depth, NDArray radius, NDArray thinness) {

    /**
     * The weights of what is predicted.
     *
     * @param p probabilities
     * @return each weight times p
     */
    CenterlineWeights times(NDArray p) {
        return new CenterlineWeights(depth.mul(p), radius.mul(p), thinness.mul(p));
    }

    /**
     * How much of the centre lines lies in another mask, to be summed over the voxels.
     *
     * @param other the weights of the other mask
     * @return 0 or more
     */
    NDArray within(CenterlineWeights other) {
        return thinness.mul(other.depth);
    }

    /**
     * How much of the centre lines there is, to be summed over the voxels: the radii of the other
     * mask's lines count, and these where there are none.
     *
     * @param other the weights of the other mask
     * @return 0 or more
     */
    NDArray against(CenterlineWeights other) {
        NDArray alone = SafeMath.indicator(other.radius.eq(0), radius);
        return thinness.mul(other.radius.add(radius.mul(alone)));
    }
}
