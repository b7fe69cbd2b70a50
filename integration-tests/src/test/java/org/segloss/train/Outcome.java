package org.segloss.train;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.segloss.demo.Segloss;

/**
 * What a command came to.
 *
 * @param status the exit status
 * @param out what it printed
 * @param err what it complained
 */
public record Outcome(int status, String out, String err) {

    /**
     * Runs a command in this process.
     *
     * @param arguments the command and its options
     * @return what it came to
     */
    public static Outcome segloss(Object... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
            int status = Segloss.run(words);
            return new Outcome(
                    status,
                    printed.toString(StandardCharsets.UTF_8),
                    complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
