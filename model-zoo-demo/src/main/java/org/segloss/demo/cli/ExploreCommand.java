package org.segloss.demo.cli;

import ai.djl.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.segloss.LossEntry;
import org.segloss.Losses;
import org.segloss.demo.explore.ExplorerPage;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the page that shows what each loss does. */
@Command(
        name = "explore",
        description = {
            "Makes a page that shows what each loss does.",
            "One HTML file that needs no network: formula, paper and options of each loss, its value"
                    + " and its gradient on a predicted disk that grows, shifts, loses a branch and"
                    + " gains a hole, and losses side by side."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ExploreCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, description = "the page, for example explore.html")
    private Path out;

    @Option(
            names = "--losses",
            split = ",",
            description = "only these losses, by name or alias; without it all")
    private List<String> names = List.of();

    @Option(names = "--engine", defaultValue = "PyTorch", description = "PyTorch or MXNet")
    private String engine;

    @Option(names = "--force", description = "replaces an earlier page")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Results.requireAbsent(List.of(out), force);
        List<LossEntry> losses =
                names.isEmpty()
                        ? Losses.all()
                        : names.stream().map(Losses::find).distinct().toList();
        // The pictures are small: threads would wait for each other longer than they work.
        System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", "1");
        String name = Engines.require(engine);
        // A bar lives from overwriting itself, which a file or a pipe cannot do.
        Iterable<LossEntry> watched =
                Ansi.AUTO.enabled()
                        ? ProgressBar.wrap(
                                losses,
                                new ProgressBarBuilder().setTaskName(name).clearDisplayOnFinish())
                        : losses;
        String page = ExplorerPage.of(watched, name, Engine.getEngine(name).getVersion());
        AtomicFile.write(out, stream -> stream.write(page.getBytes(StandardCharsets.UTF_8)));
        spec.commandLine().getOut().printf("%d losses are in %s%n", losses.size(), out);
        return 0;
    }
}
