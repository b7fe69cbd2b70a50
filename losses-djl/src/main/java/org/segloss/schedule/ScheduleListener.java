package org.segloss.schedule;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import org.segloss.Arguments;

/**
 * The epoch that a loss with {@linkplain WeightSchedule schedules} is in, kept by the trainer: it
 * goes on at the end of each epoch, and back to the start when a training begins. Validation and
 * evaluations of any number leave it alone.
 *
 * <p>The epoch belongs to the loss, so one loss serves one trainer at a time; a second one is
 * refused until the first is closed. Evaluations in other threads are safe and see the epoch that
 * the trainer is in.
 */
public class ScheduleListener extends TrainingListenerAdapter {

    private int start;
    private Trainer trainer;
    private volatile int epoch;

    /** Creates a listener in epoch 0. */
    public ScheduleListener() {}

    /**
     * Sets the epoch that the loss is in, and that trainings begin with: for one that is taken up
     * again, or a loop without a trainer.
     *
     * @param epoch the epoch, from 0
     */
    public final synchronized void startAt(int epoch) {
        Arguments.within("epoch", epoch, 0, Integer.MAX_VALUE);
        start = epoch;
        this.epoch = epoch;
    }

    /**
     * The epoch.
     *
     * @return how many epochs are over
     */
    public final int epoch() {
        return epoch;
    }

    /**
     * Goes to the start.
     *
     * @param trainer the trainer that begins
     * @throws IllegalStateException if the loss serves another trainer that is not closed
     */
    @Override
    public synchronized void onTrainingBegin(Trainer trainer) {
        if (this.trainer != null) {
            throw new IllegalStateException(
                    "a loss with schedules serves one trainer at a time: close the first trainer, or"
                            + " build a loss for each");
        }
        this.trainer = trainer;
        epoch = start;
    }

    @Override
    public synchronized void onEpoch(Trainer trainer) {
        epoch++;
    }

    @Override
    public synchronized void onTrainingEnd(Trainer trainer) {
        // A trainer that was refused ends, too.
        if (this.trainer == trainer) {
            this.trainer = null;
        }
    }
}
