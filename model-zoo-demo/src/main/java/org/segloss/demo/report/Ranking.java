package org.segloss.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The table of the losses.
 *
 * @param columns the heads of the numbers
 * @param rows a row for each loss, on all engines together and on each
 */
record Ranking(List<String> columns, List<Row> rows) {

    /**
     * A row.
     *
     * @param label the loss
     * @param series which one it is, from 0
     * @param engines on which engines
     * @param together whether these are all of them
     * @param runs how many runs
     * @param cells the numbers
     */
    record Row(
            String label,
            int series,
            String engines,
            boolean together,
            int runs,
            List<Cell> cells) {}

    /**
     * A number.
     *
     * @param key what it is sorted by
     * @param mean its mean
     * @param deviation with its standard deviation, where there is one
     * @param interval with its confidence interval, where there is one
     */
    record Cell(double key, String mean, String deviation, String interval) {

        static Cell of(Estimate estimate, Function<Double, String> shown) {
            return new Cell(
                    estimate.mean(),
                    shown.apply(estimate.mean()),
                    estimate.deviation() == null || estimate.deviation().isNaN()
                            ? null
                            : shown.apply(estimate.deviation()),
                    estimate.low() == null
                            ? null
                            : shown.apply(estimate.low()) + " to " + shown.apply(estimate.high()));
        }
    }

    static Ranking of(Study study) {
        List<String> columns = new ArrayList<>(List.of("mean Dice"));
        columns.addAll(study.metrics());
        columns.add("seconds a run");
        List<Row> rows = new ArrayList<>();
        List<String> labels = study.labels();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            List<String> engines = study.engines();
            boolean several = engines.size() > 1;
            String all = several ? "all together" : engines.get(0);
            rows.add(row(study, label, i, all, true, study.of(label)));
            for (String engine : several ? engines : List.<String>of()) {
                rows.add(row(study, label, i, engine, false, study.of(label, engine)));
            }
        }
        rows.removeIf(row -> row.runs() == 0);
        return new Ranking(columns, rows);
    }

    private static Row row(
            Study study,
            String label,
            int series,
            String engines,
            boolean together,
            List<Trained> runs) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Estimate.of(runs, Trained::dice), Shown::number));
        for (String name : study.metrics()) {
            Estimate metric = Estimate.of(runs, run -> run.result().last().metrics().get(name));
            cells.add(Cell.of(metric, Shown::number));
        }
        cells.add(Cell.of(Estimate.of(runs, run -> run.result().seconds()), Shown::seconds));
        return new Row(label, series, engines, together, runs.size(), cells);
    }
}
