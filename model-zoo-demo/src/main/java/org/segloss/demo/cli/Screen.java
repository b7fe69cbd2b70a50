package org.segloss.demo.cli;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Help.Ansi;

/** Lines of text, and below them a bar with the time left, where a person watches. */
public final class Screen implements AutoCloseable {

    private static final String OVER_THE_BAR = "\r\u001b[K";

    private final PrintWriter out;
    private final Optional<ProgressBar> bar;

    /**
     * Starts the bar.
     *
     * @param out where the lines go
     * @param task what the bar is about
     */
    public Screen(PrintWriter out, String task) {
        this.out = out;
        // A bar lives from overwriting itself, which a file or a pipe cannot do.
        this.bar = Ansi.AUTO.enabled() ? Optional.of(bar(task)) : Optional.empty();
    }

    private static ProgressBar bar(String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setConsumer(new LastLine())
                .clearDisplayOnFinish()
                .build();
    }

    /**
     * The line that the cursor is in. The usual consumer leaves the cursor below the bar, and would
     * draw the bar over a line that was printed there.
     */
    private static final class LastLine extends ConsoleProgressBarConsumer {

        LastLine() {
            super(System.err);
        }

        @Override
        public void close() {
            System.err.flush();
        }
    }

    /**
     * Prints a line.
     *
     * @param text without its end
     */
    public void line(String text) {
        out.println((bar.isPresent() ? OVER_THE_BAR : "") + text);
        out.flush();
    }

    /**
     * Moves the bar.
     *
     * @param done what is done
     * @param total of how much
     * @param message what stands behind the bar
     */
    public void progress(long done, long total, String message) {
        bar.ifPresent(b -> b.maxHint(total).stepTo(done).setExtraMessage(message));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
