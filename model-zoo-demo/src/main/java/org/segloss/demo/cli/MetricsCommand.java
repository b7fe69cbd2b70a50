package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.segloss.metric.EvaluatorEntry;
import org.segloss.metric.EvaluatorEntry.Parameter;
import org.segloss.metric.Evaluators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the metrics. */
@Command(
        name = "metrics",
        description = "Lists the metrics of \"evaluate\" and \"train\".",
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (EvaluatorEntry metric : Evaluators.all()) {
            String parameter = metric.parameter().map(MetricsCommand::shown).orElse("");
            out.printf("%-22s %s%s%n", metric.name(), metric.summary(), parameter);
        }
        out.flush();
        return 0;
    }

    private static String shown(Parameter parameter) {
        return String.format(
                Locale.ROOT, "; :n %s (%s)", parameter.meaning(), parameter.defaultValue());
    }
}
