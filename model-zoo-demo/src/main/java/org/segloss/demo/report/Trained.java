package org.segloss.demo.report;

import java.util.List;
import org.segloss.demo.experiment.RecordedRun;
import org.segloss.demo.experiment.Run;
import org.segloss.demo.experiment.RunResult;
import org.segloss.demo.train.Epoch;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.train.TrainingRecord;

/**
 * A run that came to its end.
 *
 * @param run what was asked for
 * @param result what it came to
 * @param files what it has left
 */
record Trained(Run run, RunResult result, TrainingRecord files) {

    static Trained of(RecordedRun recorded) {
        return new Trained(
                recorded.run(), recorded.result().orElseThrow(), RunFolder.read(recorded.folder()));
    }

    String label() {
        return run.label();
    }

    String engine() {
        return run.training().engine();
    }

    long seed() {
        return run.training().seed();
    }

    /** Mean Dice after the last epoch. */
    double dice() {
        return result.last().meanDice();
    }

    List<Epoch> epochs() {
        return files.curve().map(TrainingRecord.Curve::epochs).orElse(List.of());
    }
}
