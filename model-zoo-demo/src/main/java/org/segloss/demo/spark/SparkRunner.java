package org.segloss.demo.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.AsyncRDDActions;
import org.segloss.demo.experiment.RemoteRun;
import org.segloss.demo.experiment.Run;
import org.segloss.demo.experiment.RunResult;
import org.segloss.demo.experiment.Runner;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.FutureConverters;
import scala.reflect.ClassTag;

/**
 * Executes runs as tasks of Spark, which tries a task again when its executor dies. Each run is
 * kept as soon as it has ended.
 *
 * <p>Every run is a job of one task. In one job for all, a run that kills its executor each time it
 * is tried would take the others with it.
 */
final class SparkRunner implements Runner {

    /** What Spark says of a task that it has given up: all else is trouble of the cluster's. */
    private static final Pattern GIVEN_UP =
            Pattern.compile("Task \\d+ in stage .* failed \\d+ times");

    private final SparkMaster master;

    /** A run that Spark is done with: its one result, or why there is none. */
    private record Ended(Run run, Seq<byte[]> files, Throwable error) {}

    SparkRunner(SparkMaster master) {
        this.master = master;
    }

    @Override
    public void execute(List<Run> runs, Path out, BiConsumer<Run, RunResult> ended) {
        if (runs.isEmpty()) {
            // No cluster is asked for what has ended before.
            return;
        }
        BlockingQueue<Ended> queue = new LinkedBlockingQueue<>();
        JavaSparkContext spark = start(runs, queue);
        try (spark) {
            for (int i = 0; i < runs.size(); i++) {
                Ended next = queue.take();
                ended.accept(next.run(), keep(next, out));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        }
    }

    private JavaSparkContext start(List<Run> runs, BlockingQueue<Ended> queue) {
        try {
            JavaSparkContext spark = new JavaSparkContext(SparkSettings.of(master));
            runs.forEach(run -> submit(spark, run, queue));
            return spark;
        } catch (Exception e) {
            // Scala's checked exceptions are not declared.
            throw stopped(e);
        }
    }

    private static void submit(JavaSparkContext spark, Run run, BlockingQueue<Ended> queue) {
        JavaRDD<byte[]> files =
                spark.parallelize(List.of(RemoteRun.of(run)), 1).map(RemoteRun::execute);
        ClassTag<byte[]> type = files.classTag();
        FutureConverters.asJava(new AsyncRDDActions<>(files.rdd(), type).collectAsync())
                .whenComplete((one, error) -> queue.add(new Ended(run, one, error)));
    }

    private RunResult keep(Ended ended, Path out) {
        if (ended.error() == null) {
            return RemoteRun.keep(ended.run(), out, ended.files().head());
        }
        String reason = firstLine(ended.error());
        if (!GIVEN_UP.matcher(reason).find()) {
            throw stopped(ended.error());
        }
        return RemoteRun.lost(ended.run(), out, new IllegalStateException(reason, ended.error()));
    }

    private IllegalStateException stopped(Throwable reason) {
        return new IllegalStateException(
                "Spark has stopped ("
                        + firstLine(reason)
                        + "): is there a master of Spark's version at "
                        + master.url()
                        + "? Runs that have ended are kept: the same command goes on",
                reason);
    }

    /** Spark's messages go on with stack traces. */
    private static String firstLine(Throwable error) {
        return error.toString().lines().findFirst().orElseThrow();
    }
}
