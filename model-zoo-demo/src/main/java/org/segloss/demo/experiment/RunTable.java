package org.segloss.demo.experiment;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.segloss.demo.cli.Screen;
import org.segloss.demo.train.TrainingListener;

/**
 * An experiment as a person watches it: a line for each run that has ended, with the time left, and
 * where there is a terminal a bar over all steps.
 */
final class RunTable implements AutoCloseable {

    private final Screen screen;
    private final int runs;
    private final int wide;
    private final int toDo;
    private final long start = System.nanoTime();
    private int shown;
    private int executed;

    /**
     * Prints the header.
     *
     * @param out where the lines go
     * @param runs all runs
     * @param toDo how many of them have no result yet
     */
    RunTable(PrintWriter out, List<Run> runs, int toDo) {
        this.screen = new Screen(out, "all");
        this.runs = runs.size();
        this.wide = runs.stream().mapToInt(run -> run.title().length()).max().orElse(0);
        this.toDo = toDo;
        line("run", "loss, engine, seed", "mean Dice", "best", "seconds", "left");
    }

    /** Moves the bar along with a run. */
    TrainingListener follow(Run run) {
        return new TrainingListener() {
            @Override
            public void step(int done, int total, float loss) {
                screen.progress((long) executed * total + done, (long) toDo * total, run.title());
            }
        };
    }

    /** A run that had ended before. */
    void kept(Run run, RunResult result) {
        ended(run, result, "kept");
    }

    /** A run that ends now. */
    void executed(Run run, RunResult result) {
        executed++;
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        Duration left = spent.dividedBy(executed).multipliedBy(toDo - executed);
        ended(
                run,
                result,
                String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        left.toHours(),
                        left.toMinutesPart(),
                        left.toSecondsPart()));
    }

    private void ended(Run run, RunResult result, String left) {
        shown++;
        String number = shown + "/" + runs;
        String seconds = String.format(Locale.ROOT, "%.1f", result.seconds());
        if (result.hasFailed()) {
            line(number, run.title(), "failed", "", seconds, left);
            screen.line("  " + result.reason());
        } else {
            line(
                    number,
                    run.title(),
                    dice(result.last().meanDice()),
                    dice(result.best().meanDice()),
                    seconds,
                    left);
        }
    }

    private void line(
            String run, String title, String dice, String best, String seconds, String left) {
        screen.line(
                String.format(
                        Locale.ROOT,
                        "%7s  %-" + wide + "s  %9s  %6s  %8s  %8s",
                        run,
                        title,
                        dice,
                        best,
                        seconds,
                        left));
    }

    private static String dice(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    @Override
    public void close() {
        screen.close();
    }
}
