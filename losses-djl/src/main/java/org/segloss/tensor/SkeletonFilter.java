package org.segloss.tensor;

import org.segloss.host.Filter;

/** The {@link SoftSkeleton} of a row on the host, which is as large as its mask. */
abstract class SkeletonFilter implements Filter {

    final int iterations;
    final int[] space;

    SkeletonFilter(int iterations, int... space) {
        this.iterations = iterations;
        this.space = space.clone();
    }

    @Override
    public final int voxels() {
        return Lines.product(space);
    }
}
