package org.segloss.benchmark;

/** How work grows with the number V of voxels. */
enum Growth {
    /** Every voxel costs the same. */
    LINEAR("V"),

    /** Voxels are sorted. */
    SORTING("V log V"),

    /** Every voxel is compared with a share of all others. */
    SQUARE("V^2");

    private final String formula;

    Growth(String formula) {
        this.formula = formula;
    }

    /** How many times the work of fewer voxels that of so many is. */
    double between(long fewer, long voxels) {
        double times = (double) voxels / fewer;
        return switch (this) {
            case LINEAR -> times;
            case SORTING -> times * Math.log((double) voxels) / Math.log((double) fewer);
            case SQUARE -> times * times;
        };
    }

    @Override
    public String toString() {
        return formula;
    }
}
