package org.segloss.input;

/** What voxels are taken for that a loss is not to see; they have no gradient. */
public enum Masking {
    /** Undecided: a logit of 0. */
    NEUTRAL,
    /** Surely background; where channels are separate, of no class. */
    BACKGROUND;

    /** A logit whose probability is 1 beside others of the opposite in single precision. */
    private static final float SURE = 100f;

    /**
     * The network's output at such a voxel.
     *
     * @param activation what is made of it
     * @param classes the number of classes
     * @return a logit or probability for each class
     */
    float[] outputs(Activation activation, int classes) {
        boolean exclusive = activation.exclusive(classes);
        float[] outputs = new float[classes];
        for (int c = 0; c < classes; c++) {
            boolean background = c == 0 && exclusive;
            if (activation == Activation.NONE) {
                float undecided = exclusive ? 1f / classes : 0.5f;
                outputs[c] = this == NEUTRAL ? undecided : background ? 1 : 0;
            } else {
                outputs[c] = this == NEUTRAL ? 0 : background ? SURE : -SURE;
            }
        }
        return outputs;
    }
}
