package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.segloss.demo.net.UNet;
import org.segloss.demo.train.Epoch;
import org.segloss.demo.train.TrainingListener;

/** Shows how a training goes on: a bar where a person watches, and a line for each epoch. */
final class Progress implements TrainingListener, AutoCloseable {

    private final Screen screen;
    private final boolean lines;

    /**
     * Starts the bar.
     *
     * @param out where the lines go
     * @param lines whether there is a line for each epoch
     * @param task what the bar is about
     */
    Progress(PrintWriter out, boolean lines, String task) {
        this.screen = new Screen(out, task);
        this.lines = lines;
    }

    @Override
    public void step(int done, int total, float loss) {
        screen.progress(done, total, String.format(Locale.ROOT, "loss %.4f", loss));
    }

    @Override
    public void epoch(Epoch epoch, boolean best, UNet network) {
        if (lines) {
            screen.line(epoch.describe() + (best ? "  best" : ""));
        }
    }

    @Override
    public void close() {
        screen.close();
    }
}
