package org.segloss.demo.train;

import org.segloss.demo.net.UNet;

/** Who wants to know how a training goes on. */
public interface TrainingListener {

    /**
     * After each step.
     *
     * @param done steps done
     * @param total steps of the whole training
     * @param loss the loss of this step
     */
    default void step(int done, int total, float loss) {}

    /**
     * After each epoch.
     *
     * @param epoch what it came to
     * @param best whether its mean Dice is the highest so far
     * @param network the network as it is now; it trains on after this call
     */
    default void epoch(Epoch epoch, boolean best, UNet network) {}

    /**
     * Two listeners as one.
     *
     * @param second who hears after this one
     * @return both
     */
    default TrainingListener and(TrainingListener second) {
        TrainingListener first = this;
        return new TrainingListener() {
            @Override
            public void step(int done, int total, float loss) {
                first.step(done, total, loss);
                second.step(done, total, loss);
            }

            @Override
            public void epoch(Epoch epoch, boolean best, UNet network) {
                first.epoch(epoch, best, network);
                second.epoch(epoch, best, network);
            }
        };
    }
}
