package org.segloss.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs every example: what its comment says is what comes out. */
class ExamplesTest {

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void oneLoss(String engine) throws IOException, TranslateException {
        float dice = OneLoss.train(engine);
        assertTrue(dice > 0.9, "Dice " + dice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void ownLoss(String engine) {
        assertEquals(0.125f, OwnLoss.evaluate(engine), 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void scheduledLoss(String engine) throws IOException, TranslateException {
        List<Double> boundary = ScheduledLoss.train(engine);
        assertEquals(5, boundary.size(), "epochs");
        assertTrue(boundary.get(4) < boundary.get(0), boundary.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void deepSupervision(String engine) throws IOException, TranslateException {
        // From the same weights: of two networks the second may start so much worse.
        Engine.getEngine(engine).setRandomSeed(1);
        float before = DeepSupervision.train(engine, 1);
        Engine.getEngine(engine).setRandomSeed(1);
        float after = DeepSupervision.train(engine, 5);
        assertTrue(after < before, after + " after 5 epochs, " + before + " after one");
    }

    @Test
    void bothEngines() {
        float difference = BothEngines.relativeDifference();
        assertTrue(difference < 1e-5, "difference " + difference);
    }
}
