package org.segloss.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segloss.LossSpec;
import org.segloss.Losses;

class WeightScheduleTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5 | 0.5 0.5 0.5 0.5 0.5 0.5",
                "2 | 2.0 2.0 2.0 2.0 2.0 2.0",
                "{\"type\": \"linear\", \"from\": 0, \"to\": 1, \"epochs\": 4}"
                        + " | 0.0 0.25 0.5 0.75 1.0 1.0",
                "{\"type\": \"linear\", \"from\": 3, \"to\": 1, \"epochs\": 2, \"start\": 2}"
                        + " | 3.0 3.0 3.0 2.0 1.0 1.0",
                "{\"type\": \"linear\", \"from\": 0, \"to\": 1, \"epochs\": 1}"
                        + " | 0.0 1.0 1.0 1.0 1.0 1.0",
                "{\"type\": \"cosine\", \"from\": 1, \"to\": 0, \"epochs\": 4, \"start\": 0}"
                        + " | 1.0 0.8535534 0.5 0.14644662 0.0 0.0",
                "{\"type\": \"cosine\", \"from\": 0, \"to\": 4, \"epochs\": 2, \"start\": 1}"
                        + " | 0.0 0.0 2.0 4.0 4.0 4.0",
                "{\"type\": \"rebalance\"} | 1.0 0.99 0.98 0.97 0.96 0.95",
                "{\"type\": \"rebalance\", \"step\": 0.25, \"least\": 0.125}"
                        + " | 1.0 0.75 0.5 0.25 0.125 0.125",
                "{\"type\": \"rebalance\", \"step\": 0.25, \"least\": 0.125, \"rest\": true}"
                        + " | 0.0 0.25 0.5 0.75 0.875 0.875",
            })
    void weighsEachEpoch(String json, String weights) throws JsonProcessingException {
        WeightSchedule schedule = MAPPER.readValue(json, WeightSchedule.class);
        assertEquals(
                weights,
                IntStream.range(0, 6)
                        .mapToObj(epoch -> String.valueOf(schedule.weight(epoch)))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void rebalancesAsThePaperDoes() {
        WeightSchedule region = WeightSchedule.rebalance(0.01f, 0.01f);
        float[] last = {region.weight(98), region.weight(99), region.weight(1000)};
        assertArrayEquals(new float[] {0.02f, 0.01f, 0.01f}, last, 1e-6f);
        assertEquals(1, region.weight(37) + region.rest().weight(37), 1e-7f);
    }

    @Test
    void farEpochsDoNotOverflow() {
        assertEquals(1, WeightSchedule.linear(0, 1, 1, 3).weight(Integer.MAX_VALUE));
        assertEquals(
                Float.MAX_VALUE, WeightSchedule.cosine(0, Float.MAX_VALUE, 1, 0).weight(9), 1e32f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"up\" | schedule \"up\": allowed is a number, or an object whose type is linear",
                "null | schedule null: allowed is a number",
                "{} | schedule null: allowed is a number",
                "{\"type\": \"step\"} | schedule \"step\": allowed",
                "{\"type\": \"linear\", \"to\": 1, \"epochs\": 3} | from = null: the schedule needs",
                "{\"type\": \"linear\", \"from\": \"0\", \"to\": 1, \"epochs\": 3}"
                        + " | from = \"0\": the schedule needs a number",
                "{\"type\": \"linear\", \"from\": -1, \"to\": 1, \"epochs\": 3}"
                        + " | from = -1: allowed is 0 or more",
                "{\"type\": \"linear\", \"from\": 0, \"to\": 1e99, \"epochs\": 3}"
                        + " | to = Infinity: allowed is 0 or more",
                "{\"type\": \"cosine\", \"from\": 0, \"to\": 1, \"epochs\": 0}"
                        + " | epochs = 0: allowed is 1 or more",
                "{\"type\": \"cosine\", \"from\": 0, \"to\": 1, \"epochs\": 2.5}"
                        + " | epochs = 2.5: it is a whole number",
                "{\"type\": \"cosine\", \"from\": 0, \"to\": 1, \"epochs\": 2, \"start\": -1}"
                        + " | start = -1: allowed is 0 or more",
                "{\"type\": \"cosine\", \"from\": 0, \"to\": 1, \"epochs\": 2, \"end\": 3}"
                        + " | unknown {\"end\":3} in the schedule",
                "{\"type\": \"rebalance\", \"step\": 0} | step = 0: allowed is",
                "{\"type\": \"rebalance\", \"least\": 1.5} | least = 1.5: allowed is 0 to 1",
                "{\"type\": \"rebalance\", \"rest\": 1} | rest = 1: it is true or false",
                "-0.5 | weights = [-0.5]: weights are finite",
            })
    void refusesWhatItDoesNotKnow(String json, String message) {
        LossSpec spec =
                LossSpec.parse(
                        "{\"name\": \"weighted-sum\", \"options\": {\"losses\": [\"dice\"],"
                                + " \"weights\": ["
                                + json
                                + "]}}");
        String actual =
                assertThrows(IllegalArgumentException.class, () -> Losses.create(spec))
                        .getMessage();
        assertTrue(actual.contains(message), actual);
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> WeightSchedule.linear(0, Float.NaN, 1, 0));
    }
}
