package org.segloss.demo.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.segloss.LossSpec;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.train.TrainingSpec;

/**
 * Losses x engines x seeds, all else being equal.
 *
 * @param data a data set by name, or a folder
 * @param options what was chosen about the data; they are the same for every run
 * @param losses the losses by label
 * @param engines the engines by name
 * @param seeds what first weights, order and augmentation of the runs are drawn from
 * @param epochs passes over the samples
 * @param depth resolutions of the network
 * @param width channels at the full resolution
 * @param batchSize samples of a step
 * @param learningRate the largest learning rate
 * @param metrics what is measured besides Dice
 */
public record Experiment(
        String data,
        DataOptions options,
        Map<String, LossSpec> losses,
        List<String> engines,
        List<Long> seeds,
        int epochs,
        int depth,
        int width,
        int batchSize,
        float learningRate,
        List<String> metrics) {

    /**
     * The runs in their order: seed by seed, so that soon every loss has run once.
     *
     * @return losses x engines x seeds
     */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (long seed : seeds) {
            losses.forEach(
                    (label, loss) -> {
                        for (String engine : engines) {
                            TrainingSpec training =
                                    new TrainingSpec(
                                            loss,
                                            engine,
                                            epochs,
                                            seed,
                                            depth,
                                            width,
                                            batchSize,
                                            learningRate,
                                            metrics);
                            runs.add(new Run(label, data, options, training));
                        }
                    });
        }
        return runs;
    }
}
