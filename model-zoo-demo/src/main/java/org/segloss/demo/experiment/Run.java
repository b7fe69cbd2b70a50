package org.segloss.demo.experiment;

import java.nio.file.Path;
import org.segloss.demo.data.DataOptions;
import org.segloss.demo.train.TrainingSpec;

/**
 * One training of an experiment: all that decides its numbers.
 *
 * @param label what the experiment calls the loss
 * @param data a data set by name, or a folder
 * @param options what was chosen about the data
 * @param training the training
 */
public record Run(String label, String data, DataOptions options, TrainingSpec training) {

    static final String FOLDER = "runs";

    /**
     * Where the run keeps its files.
     *
     * @param out the folder of the experiment
     * @return the folder of the run
     */
    public Path folder(Path out) {
        return out.resolve(FOLDER)
                .resolve(label)
                .resolve(training.engine())
                .resolve("seed-" + training.seed());
    }

    /**
     * The run in a few words.
     *
     * @return loss, engine and seed
     */
    public String title() {
        return title(label, training.engine(), training.seed());
    }

    /**
     * A run in a few words.
     *
     * @param label what the experiment calls the loss
     * @param engine the engine
     * @param seed the seed
     * @return loss, engine and seed
     */
    public static String title(String label, String engine, long seed) {
        return label + " on " + engine + ", seed " + seed;
    }
}
