package org.segloss.demo.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Who executes the runs of an experiment. */
@FunctionalInterface
public interface Runner {

    /**
     * Executes runs, each to a result in its folder.
     *
     * @param runs those to execute
     * @param out the folder of the experiment
     * @param ended hears of each run as soon as its result is there, one at a time
     */
    void execute(List<Run> runs, Path out, BiConsumer<Run, RunResult> ended);
}
