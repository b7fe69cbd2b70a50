package org.segloss.demo;

import org.segloss.demo.cli.CompareCommand;
import org.segloss.demo.cli.DemoCommand;
import org.segloss.demo.cli.ErrorMessages;
import org.segloss.demo.cli.EvaluateCommand;
import org.segloss.demo.cli.ExploreCommand;
import org.segloss.demo.cli.LossArgument;
import org.segloss.demo.cli.LossesCommand;
import org.segloss.demo.cli.MetricsCommand;
import org.segloss.demo.cli.PredictCommand;
import org.segloss.demo.cli.ReportCommand;
import org.segloss.demo.cli.TrainCommand;
import org.segloss.demo.cli.ZooCommand;
import org.segloss.demo.experiment.ExperimentCommand;
import org.segloss.demo.train.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code segloss}. */
@Command(
        name = "segloss",
        description = "Segmentation losses on DJL: see them, train with them, compare engines.",
        mixinStandardHelpOptions = true,
        versionProvider = Segloss.Version.class,
        subcommands = {
            LossesCommand.class,
            ExploreCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            MetricsCommand.class,
            CompareCommand.class,
            ExperimentCommand.class,
            ReportCommand.class,
            ZooCommand.class,
            DemoCommand.class
        })
public final class Segloss {

    private Segloss() {}

    /**
     * Runs one command.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /**
     * Runs one command without leaving the process.
     *
     * @param args the command and its options
     * @return the exit status: 0 done, 1 failed, 2 not understood
     */
    public static int run(String... args) {
        return new CommandLine(new Segloss())
                .registerConverter(org.segloss.LossSpec.class, new LossArgument())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorMessages())
                .execute(args);
    }

    /** The version that the jar was built from. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"segloss " + Environment.version()};
        }
    }
}
