package org.segloss.demo.report;

import java.util.List;
import org.segloss.metric.CalibrationError;
import org.segloss.metric.CalibrationError.Bin;

/**
 * How a loss's probabilities and its success compare.
 *
 * @param label the loss
 * @param bins the decisions of all its runs
 * @param error the expected calibration error over the seeds
 */
record Reliability(String label, List<Bin> bins, Estimate error) {

    /** Nothing where a run has not recorded it. */
    static List<Reliability> of(Study study) {
        if (study.done().stream().anyMatch(run -> run.files().validation().isEmpty())) {
            return List.of();
        }
        return study.labels().stream()
                .map(
                        label ->
                                new Reliability(
                                        label,
                                        pooled(study.of(label)).bins(),
                                        Estimate.of(
                                                study.of(label),
                                                run -> pooled(List.of(run)).value())))
                .toList();
    }

    private static CalibrationError pooled(List<Trained> runs) {
        List<List<Bin>> all =
                runs.stream()
                        .map(run -> run.files().validation().orElseThrow().calibration())
                        .toList();
        CalibrationError pool = new CalibrationError(all.get(0).size());
        for (List<Bin> bins : all) {
            for (int i = 0; i < bins.size(); i++) {
                pool.add(i, bins.get(i));
            }
        }
        return pool;
    }

    /** The error for the table. */
    Ranking.Cell cell() {
        return Ranking.Cell.of(error, Shown::number);
    }
}
