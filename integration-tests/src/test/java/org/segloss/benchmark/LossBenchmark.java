package org.segloss.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of each of {@link Forms}, the same batch every time: maps of the labels are cached after
 * the first. Times are sampled, for on a shared machine the median says more than the mean. The
 * commands stand in {@code docs/PERFORMANCE.md}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 12, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
// The whole heap is touched before, so that what the process grows by is not the heap.
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class LossBenchmark {

    /** What a step is. */
    public enum Pass {
        /** The value and the gradient. */
        FORWARD_BACKWARD,
        /** The value alone. */
        FORWARD
    }

    @Param({"PyTorch", "MXNet"})
    private String engine;

    // Forms.usual(), unless the command line names some: see Benchmarks.
    @Param("dice")
    private String loss;

    @Param("2x4x256x256")
    private String shape;

    @Param("FORWARD_BACKWARD")
    private Pass pass;

    private Batch batch;
    private Form form;

    /** Makes the batch, and measures once what a step takes besides time. */
    @Setup
    public void create() {
        Waves waves = Waves.of(shape);
        batch = new Batch(engine, waves, Forms.required(loss, waves));
        form = Forms.of(loss, waves);
        StepProfiler.measured(batch.calls(form), PeakMemory.of(this::step));
    }

    /** Closes the arrays. */
    @TearDown
    public void close() {
        batch.close();
    }

    /** Runs a step, to the end of what an asynchronous engine has of it. */
    @Benchmark
    public void step() {
        if (pass == Pass.FORWARD) {
            batch.value(form);
        } else {
            batch.step(form);
        }
    }
}
