package org.segloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.OwnLosses.OwnLoss;

/** A user's own loss is one like any other. */
class LossProviderTest {

    @Test
    void itIsListedAfterTheLibrarys() {
        LossEntry last = Losses.all().get(Losses.all().size() - 1);
        assertEquals("own-loss", last.name());
        assertSame(last, Losses.find("own"));
        assertEquals(
                new OptionEntry("factor", "number", 2.0f, false, "times what"),
                last.options().get(0));
    }

    @Test
    void itIsBuiltWithItsOptionsAndTheSharedOnes() {
        LossSpec spec =
                LossSpec.parse(
                        "{\"name\":\"own\",\"options\":{\"factor\":3,\"classWeights\":[1,2]}}");
        SegmentationLoss loss = Losses.create(spec);
        assertEquals("own-loss", loss.getName());
        assertEquals(3f, ((OwnLoss) loss).factor);
        // Only the weight of class 0 depends on the input.
        assertEquals(2f, loss.classWeight(1, null));
    }

    @Test
    void itIsAPartOfASum() {
        SegmentationLoss sum =
                Losses.create(
                        LossSpec.parse(
                                "{\"name\":\"weighted-sum\",\"options\":{\"losses\":[\"own\"]}}"));
        assertEquals("weighted-sum", sum.getName());
    }

    @Test
    void itsBuilderNamesItWithoutTheRegistry() {
        assertTrue(new OwnLossBuilder().build().getName().startsWith("OwnLoss"));
    }
}
