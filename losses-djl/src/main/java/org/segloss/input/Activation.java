package org.segloss.input;

/** What turns the network's output into probabilities. */
public enum Activation {
    /** {@link #SIGMOID} for one channel, {@link #SOFTMAX} for more. */
    AUTO,
    /** Channels are mutually exclusive classes: softmax over the channel axis. */
    SOFTMAX,
    /** Every channel is a binary task of its own (multi-label): sigmoid. */
    SIGMOID,
    /**
     * The network's output is already a probability in [0, 1]. One channel is read as a binary
     * task, more as exclusive classes.
     */
    NONE;

    /**
     * Settles {@link #AUTO}.
     *
     * @param channels the number of channels of the prediction
     * @return the activation to apply
     */
    Activation resolve(int channels) {
        if (this != AUTO) {
            return this;
        }
        return channels == 1 ? SIGMOID : SOFTMAX;
    }

    /**
     * Whether the channels are exclusive classes of one distribution, rather than tasks of their
     * own.
     *
     * @param channels the number of channels of the prediction
     */
    boolean exclusive(int channels) {
        return this == SOFTMAX || (this == NONE && channels > 1);
    }
}
