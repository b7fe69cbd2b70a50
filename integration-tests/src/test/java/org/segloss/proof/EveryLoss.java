package org.segloss.proof;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.segloss.LossEntry;
import org.segloss.Losses;

/** Walks the registry on every engine and device, so that a new loss is proved without a word. */
final class EveryLoss {

    /** What is checked of one loss. */
    interface Check {
        void of(Backend backend, LossEntry loss);
    }

    /** The tests of one loss, where there are several. */
    interface Checks {
        Stream<DynamicTest> of(Backend backend, LossEntry loss);
    }

    private EveryLoss() {}

    static Stream<DynamicTest> check(Check check) {
        return checks(
                (backend, loss) ->
                        Stream.of(
                                dynamicTest(
                                        backend + " " + loss.name(),
                                        () -> check.of(backend, loss))));
    }

    static Stream<DynamicTest> checks(Checks checks) {
        return Backend.present().stream()
                .flatMap(
                        backend -> Losses.all().stream().flatMap(loss -> checks.of(backend, loss)));
    }
}
