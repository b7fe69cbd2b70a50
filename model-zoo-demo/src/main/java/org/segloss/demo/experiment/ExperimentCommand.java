package org.segloss.demo.experiment;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.segloss.demo.data.SegmentationData;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.spark.SparkMaster;
import org.segloss.demo.train.Excerpt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment, or the rest of one. */
@Command(
        name = "experiment",
        description = {
            "Trains with every loss of a file, on every engine, with every seed.",
            "Killed and started again, it goes on: runs that have ended are kept."
        },
        mixinStandardHelpOptions = true)
public final class ExperimentCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "the experiment, YAML or JSON; see the README")
    private Path file;

    @Option(names = "--out", required = true, description = "the folder for the results")
    private Path out;

    @Option(names = "--retry-failed", description = "runs again what has failed before")
    private boolean retryFailed;

    @Option(
            names = "--spark",
            arity = "0..1",
            fallbackValue = SparkMaster.SUBMITTED,
            paramLabel = "MASTER",
            description = {
                "runs on Apache Spark: local[*], spark://HOST:PORT, yarn, k8s://URL;",
                "without MASTER on the one that spark-submit was given"
            })
    private String spark;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<SparkMaster> master = Optional.ofNullable(spark).map(SparkMaster::of);
        ExperimentFile asked = ExperimentFile.read(file);
        List<Run> runs = asked.experiment().runs();
        return FolderLock.holding(
                out,
                () -> {
                    runs.forEach(run -> new RunFiles(run, out).requireSame());
                    AtomicFile.sweep(out);
                    // The process may have been killed between a result and its summary.
                    Summary.of(runs, out).write();
                    Excerpt.write(asked.samples(), out);
                    execute(runs, asked.samples(), master);
                    return report(Summary.of(runs, out));
                });
    }

    private void execute(List<Run> runs, SegmentationData samples, Optional<SparkMaster> master) {
        List<Run> rest = runs.stream().filter(run -> kept(run).isEmpty()).toList();
        try (RunTable table = new RunTable(spec.commandLine().getOut(), runs, rest.size())) {
            runs.forEach(run -> kept(run).ifPresent(result -> table.kept(run, result)));
            Runner runner = master.map(SparkMaster::runner).orElse(here(samples, table));
            runner.execute(
                    rest,
                    out,
                    (run, result) -> {
                        table.executed(run, result);
                        Summary.of(runs, out).write();
                    });
        }
    }

    /** In this process, one run after the other. */
    private static Runner here(SegmentationData samples, RunTable table) {
        return (runs, out, ended) -> {
            for (Run run : runs) {
                RunFiles files = new RunFiles(run, out);
                ended.accept(
                        run, RunExecution.execute(files, run, () -> samples, table.follow(run)));
            }
        };
    }

    private Optional<RunResult> kept(Run run) {
        return new RunFiles(run, out).result().filter(r -> !(retryFailed && r.hasFailed()));
    }

    private int report(Summary summary) {
        PrintWriter print = spec.commandLine().getOut();
        print.println();
        print.print(summary.table());
        print.println();
        print.println("results are in " + out + "; a page of them: segloss report " + out);
        print.flush();
        if (summary.failures() == 0) {
            return CommandLine.ExitCode.OK;
        }
        throw new IllegalStateException(
                summary.failures()
                        + " of the runs failed: see their log.txt; --retry-failed runs them again");
    }
}
