package org.segloss.demo.cli;

import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.zoo.ModelLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.segloss.demo.train.RunFolder;
import org.segloss.demo.zoo.SeglossModelZoo;
import org.segloss.demo.zoo.ZooRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps trained networks where DJL finds them. */
@Command(
        name = "zoo",
        description = {
            "Keeps trained networks where DJL finds them as models.",
            "Your repository is the folder or .jar that SEGLOSS_ZOO names, or else ~/.segloss/zoo."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ZooCommand.ListCommand.class,
            ZooCommand.ExportCommand.class,
            ZooCommand.ImportCommand.class
        },
        synopsisSubcommandLabel = "(list | export | import)")
public final class ZooCommand {

    private static final String PLACE = "a folder, or a file whose name ends in .jar";

    private ZooCommand() {}

    /** Shows the networks. */
    @Command(
            name = "list",
            description = "Lists networks with what they were trained on and what came of it.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {

        @Option(
                names = "--from",
                description = PLACE + "; default: your repository and the class path")
        private Path from;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            SeglossModelZoo zoo = from == null ? new SeglossModelZoo() : new SeglossModelZoo(from);
            Collection<ModelLoader> networks = zoo.getModelLoaders();
            PrintWriter out = spec.commandLine().getOut();
            if (networks.isEmpty()) {
                out.println("there are no networks: add one with \"segloss zoo export\"");
            }
            for (ModelLoader network : networks) {
                print(network.getMrl(), out);
            }
            out.flush();
            return 0;
        }

        private static void print(MRL network, PrintWriter out) throws IOException {
            for (Artifact artifact : network.listArtifacts()) {
                out.println(network.getArtifactId());
                row(out, "application", network.getApplication().getPath());
                artifact.getProperties().forEach((name, value) -> row(out, name, value));
                row(out, "from", network.getRepository().getName());
                out.println();
            }
        }

        private static void row(PrintWriter out, String name, String value) {
            out.printf("    %-11s %s%n", name, value);
        }
    }

    /** Adds a network. */
    @Command(
            name = "export",
            description = "Adds the best network of a training to a repository.",
            mixinStandardHelpOptions = true)
    static final class ExportCommand implements Callable<Integer> {

        @Option(names = "--run", required = true, description = "the folder of a training")
        private Path run;

        @Option(names = "--name", description = "what to call it; default: its data and loss")
        private String name;

        @Option(names = "--out", description = PLACE + "; default: your repository")
        private Path out;

        @Option(names = "--force", description = "replaces an earlier network of that name")
        private boolean force;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            Path target = out == null ? SeglossModelZoo.userLocation() : out;
            String added = new ZooRepository(target).add(RunFolder.best(run), name, force);
            report(spec, List.of(added), target);
            return 0;
        }
    }

    /** Takes networks over. */
    @Command(
            name = "import",
            description = "Copies all networks of a repository into yours, once they are checked.",
            mixinStandardHelpOptions = true)
    static final class ImportCommand implements Callable<Integer> {

        @Option(names = "--from", required = true, description = PLACE)
        private Path from;

        @Option(names = "--force", description = "replaces earlier networks of the same names")
        private boolean force;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            Path target = SeglossModelZoo.userLocation();
            List<String> added = new ZooRepository(target).addAll(new ZooRepository(from), force);
            report(spec, added, target);
            return 0;
        }
    }

    private static void report(CommandSpec spec, List<String> names, Path target) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(target + " now holds " + String.join(", ", names));
        out.flush();
    }
}
