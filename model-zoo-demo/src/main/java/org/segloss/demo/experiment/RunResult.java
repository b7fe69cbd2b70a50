package org.segloss.demo.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.segloss.demo.train.Epoch;
import org.segloss.demo.train.TrainingResult;

/**
 * What a run came to: {@code result.json}, written last.
 *
 * @param status how it ended
 * @param reason why it failed, or null
 * @param last its last epoch, or null where it failed
 * @param best the first of its epochs with the highest mean Dice, or null where it failed
 * @param seconds what all epochs took, or what the run took until it failed
 */
public record RunResult(Status status, String reason, Epoch last, Epoch best, double seconds) {

    /** How a run ended. */
    public enum Status {
        /** To its last epoch. */
        @JsonProperty("done")
        DONE,
        /** With an error. */
        @JsonProperty("failed")
        FAILED
    }

    static RunResult done(TrainingResult result) {
        // The first of equals, as in best.ckpt.
        Epoch best =
                result.epochs().stream()
                        .reduce((a, b) -> b.meanDice() > a.meanDice() ? b : a)
                        .orElseThrow();
        double seconds = result.epochs().stream().mapToDouble(Epoch::seconds).sum();
        return new RunResult(Status.DONE, null, result.last(), best, seconds);
    }

    static RunResult failed(Throwable reason, double seconds) {
        // Of an error the message alone says little: "Java heap space".
        boolean plain = reason instanceof Exception && reason.getMessage() != null;
        String message = plain ? reason.getMessage() : reason.toString();
        return new RunResult(Status.FAILED, message, null, null, seconds);
    }

    /**
     * Whether there are no numbers.
     *
     * @return whether it failed
     */
    public boolean hasFailed() {
        return status == Status.FAILED;
    }
}
