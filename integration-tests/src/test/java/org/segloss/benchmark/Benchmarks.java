package org.segloss.benchmark;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH's own command line, with all that is usual where it names no {@code -p loss=}. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs benchmarks.
     *
     * @param arguments those of JMH
     * @throws CommandLineOptionException if it does not know an argument
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String... arguments)
            throws CommandLineOptionException, RunnerException {
        CommandLineOptions given = new CommandLineOptions(arguments);
        ChainedOptionsBuilder options =
                new OptionsBuilder().parent(given).addProfiler(StepProfiler.class);
        if (!given.getParameter("loss").hasValue()) {
            options.param("loss", Forms.usual().toArray(String[]::new));
        }
        new Runner(options.build()).run();
    }
}
