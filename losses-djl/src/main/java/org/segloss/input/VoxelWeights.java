package org.segloss.input;

/** What each voxel weighs. */
final class VoxelWeights {

    /** The label array {@code weight_map}; null if all weigh 1. */
    private final float[] map;

    private final LabelReader labels;

    VoxelWeights(float[] map, LabelReader labels) {
        this.map = map;
        this.labels = labels;
    }

    /** That of the voxel i, counted over all images; 0 where ignored. */
    float of(int i) {
        if (labels.ignored(i)) {
            return 0f;
        }
        return map == null ? 1f : map[i];
    }

    boolean allOne() {
        return labels.ignored == null && map == null;
    }
}
