package org.segloss.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** Counts what passed, failed and was skipped, engine by engine, and names what did not pass. */
final class Tally {

    private static final class Counts {
        int passed;
        int failed;
        int skipped;
        final List<String> named = new ArrayList<>();
    }

    private final Map<String, Counts> engines = new LinkedHashMap<>();

    /** Runs a test, counts how it ends, and lets it end so. */
    void count(String engine, String test, Executable executable) throws Throwable {
        Counts counts = engines.computeIfAbsent(engine, name -> new Counts());
        try {
            executable.execute();
            counts.passed++;
        } catch (TestAbortedException e) {
            counts.skipped++;
            counts.named.add("SKIPPED %s: %s".formatted(test, e.getMessage()));
            throw e;
        } catch (Exception | AssertionError e) {
            counts.failed++;
            counts.named.add("FAILED %s: %s".formatted(test, e.getMessage()));
            throw e;
        }
    }

    /** One line for everything that did not pass, then one line of counts for every engine. */
    String report() {
        StringBuilder report = new StringBuilder();
        engines.values()
                .forEach(counts -> counts.named.forEach(line -> report.append(line).append('\n')));
        engines.forEach(
                (engine, counts) ->
                        report.append(
                                "%s: %d passed, %d failed, %d skipped%n"
                                        .formatted(
                                                engine,
                                                counts.passed,
                                                counts.failed,
                                                counts.skipped)));
        return report.toString();
    }
}
