package org.segloss.benchmark;

import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Puts what a step takes besides time into the results, where a benchmark has measured it. */
public final class StepProfiler implements InternalProfiler {

    /** The number of NDArray calls of a forward pass. */
    static final String CALLS = "calls";

    /** By how many bytes a step makes the process grow. */
    static final String PEAK = "peak";

    private static volatile List<Result<?>> results = List.of();

    /** Keeps what was measured of one step in this process. */
    static void measured(int calls, long peak) {
        results =
                List.of(
                        new ScalarResult(CALLS, calls, "calls", AggregationPolicy.MAX),
                        new ScalarResult(PEAK, peak, "B", AggregationPolicy.MAX));
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // Nothing is measured while the clock runs.
    }

    @Override
    public List<Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return results;
    }

    @Override
    public String getDescription() {
        return "number of calls and memory of a step";
    }
}
