package org.segloss.input;

import java.util.BitSet;

/**
 * What the predictions decide, on the host: the class with the largest logit, or the channels with
 * a probability above one half. It carries no gradient.
 */
public final class Decisions {

    private final Targets targets;
    private final float[] logits;

    /** The decided class of every voxel {@code [N, V]}; null where channels are separate. */
    private final int[] winners;

    Decisions(Targets targets, float[] logits, boolean exclusive) {
        this.targets = targets;
        this.logits = logits;
        winners = exclusive ? new int[targets.images() * targets.voxels()] : null;
        for (int i = 0; exclusive && i < winners.length; i++) {
            for (int c = 1; c < targets.classes(); c++) {
                winners[i] = logit(i, c) > logit(i, winners[i]) ? c : winners[i];
            }
        }
    }

    /**
     * The voxels that are decided to be of a class, the counterpart of {@link Targets#region}.
     *
     * @param n the image
     * @param c the class
     * @return those that are not ignored; of equal logits the first class wins
     */
    public BitSet region(int n, int c) {
        BitSet region = new BitSet(targets.voxels());
        for (int v = 0; v < targets.voxels(); v++) {
            int i = n * targets.voxels() + v;
            boolean decided = winners == null ? logit(i, c) > 0 : winners[i] == c;
            region.set(v, decided && !targets.ignored(i));
        }
        return region;
    }

    /** The logit of the voxel i of all images. */
    private float logit(int i, int c) {
        int voxels = targets.voxels();
        return logits[(i / voxels * targets.classes() + c) * voxels + i % voxels];
    }
}
