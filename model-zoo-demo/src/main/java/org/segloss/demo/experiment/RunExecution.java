package org.segloss.demo.experiment;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.train.Training;
import org.segloss.demo.train.TrainingListener;
import org.segloss.demo.train.TrainingResult;

/** Runs a run from its beginning to its result, whatever happens to it. */
final class RunExecution {

    private RunExecution() {}

    /**
     * Trains and records.
     *
     * @param files where everything is written
     * @param run the run
     * @param samples opens its data
     * @param listener who wants to know how it goes on
     * @return what it came to; a failure is a result as well
     */
    static RunResult execute(
            RunFiles files,
            Run run,
            Supplier<SegmentationData> samples,
            TrainingListener listener) {
        files.begin();
        long start = System.nanoTime();
        RunResult result;
        try (RunLog log = new RunLog(files.log())) {
            log.line("started");
            try {
                result = train(files.folder(), run, samples.get(), listener.and(log));
                log.line("done");
            } catch (RuntimeException | OutOfMemoryError e) {
                log.failed(e);
                result = RunResult.failed(e, (System.nanoTime() - start) * 1e-9);
            }
        }
        files.end(result);
        return result;
    }

    /**
     * Records a run that something took away before it could record itself.
     *
     * @param files where everything is written
     * @param reason what took it
     * @return what it came to
     */
    static RunResult lost(RunFiles files, Throwable reason) {
        files.begin();
        try (RunLog log = new RunLog(files.log())) {
            log.failed(reason);
        }
        RunResult result = RunResult.failed(reason, 0);
        files.end(result);
        return result;
    }

    private static RunResult train(
            Path folder, Run run, SegmentationData samples, TrainingListener listener) {
        // Files of an attempt that was killed are replaced.
        RunFolder files = RunFolder.open(folder, samples, run.training(), true);
        TrainingResult result = Training.run(samples, run.training(), files.and(listener));
        files.finish(result);
        return RunResult.done(result);
    }
}
