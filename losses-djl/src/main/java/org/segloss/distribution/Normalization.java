package org.segloss.distribution;

/** By what the weighted sum of a voxel loss is divided to make its mean. */
public enum Normalization {
    /**
     * The sum of the weights (class weights times voxel weights) over the batch, as PyTorch does.
     */
    WEIGHTS,
    /** In each image the sum of its weights, then the mean over images, as NiftyNet does. */
    IMAGE_WEIGHTS,
    /**
     * The number of voxels that are not ignored (times channels, where they are separate tasks).
     */
    VOXELS,
    /** The number of voxels that are not ignored times the number of classes, as MONAI does. */
    ELEMENTS,
    /** One: the sum, as the U-Net paper writes it. */
    NONE
}
