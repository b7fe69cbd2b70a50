package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.segloss.demo.net.UNet;
import org.segloss.demo.train.Epoch;
import org.segloss.demo.train.TrainingListener;
import picocli.CommandLine.Help.Ansi;

/** Shows how a training goes on: a bar where a person watches, and a line for each epoch. */
final class Progress implements TrainingListener, AutoCloseable {

    private final PrintWriter out;
    private final boolean lines;
    private final ProgressBar bar;

    /**
     * Starts the bar.
     *
     * @param out where the lines go
     * @param lines whether there is a line for each epoch
     * @param task what the bar is about
     */
    Progress(PrintWriter out, boolean lines, String task) {
        this.out = out;
        this.lines = lines;
        // A bar lives from overwriting itself, which a file or a pipe cannot do.
        this.bar =
                Ansi.AUTO.enabled()
                        ? new ProgressBarBuilder().setTaskName(task).clearDisplayOnFinish().build()
                        : null;
    }

    @Override
    public void step(int done, int total, float loss) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
            bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", loss));
        }
    }

    @Override
    public void epoch(Epoch epoch, boolean best, UNet network) {
        if (!lines) {
            return;
        }
        String dice =
                epoch.dice().entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
                        .collect(Collectors.joining("  "));
        String parts =
                epoch.parts().entrySet().stream()
                        .map(e -> part(e.getKey(), e.getValue(), epoch.weights().get(e.getKey())))
                        .collect(Collectors.joining());
        String metrics =
                epoch.metrics().entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "  %s %.4f", e.getKey(), e.getValue()))
                        .collect(Collectors.joining());
        out.printf(
                Locale.ROOT,
                "%sepoch %3d  loss %.4f%s  Dice %.4f  %s%s  %.1f s%s%n",
                bar == null ? "" : "\r",
                epoch.number(),
                epoch.loss(),
                parts.isEmpty() ? "" : " =" + parts,
                epoch.meanDice(),
                dice,
                metrics,
                epoch.seconds(),
                best ? "  best" : "");
        out.flush();
    }

    /** A part of a sum, with the weight that it has in this epoch. */
    private static String part(String name, float value, Float weight) {
        String times = weight == null ? "" : String.format(Locale.ROOT, "%.4g x ", weight);
        return String.format(Locale.ROOT, "  %s%s %.4f", times, name, value);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
