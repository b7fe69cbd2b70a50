package org.segloss.demo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.segloss.demo.io.AtomicFile;
import org.segloss.demo.io.Results;
import org.segloss.demo.report.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the page of an experiment. */
@Command(
        name = "report",
        description = {
            "Makes a page of an experiment.",
            "One HTML file that needs no network: which loss is best, whether the difference is real,"
                    + " whether the engines agree; tables, curves and pictures."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "the folder of a \"segloss experiment\"")
    private Path folder;

    @Option(
            names = "--out",
            description = "the page; without it DIR/report.html, which is replaced")
    private Path out;

    @Option(names = "--force", description = "replaces a file that is at --out")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        // In its folder a page holds nothing that cannot be made again.
        Path target = out == null ? folder.resolve("report.html") : out;
        Results.requireAbsent(out == null ? List.of() : List.of(out), force);
        String page = ReportPage.of(folder, Engines.present());
        AtomicFile.write(target, stream -> stream.write(page.getBytes(StandardCharsets.UTF_8)));
        spec.commandLine().getOut().println("the report is in " + target);
        return 0;
    }
}
