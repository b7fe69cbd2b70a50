package org.segloss.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeometryTableTest {

    private static String run(String name, String parameters, double median) {
        return """
        {"benchmark": "org.segloss.benchmark.%s", "params": {%s},
         "primaryMetric": {"score": 99, "scorePercentiles": {"50.0": %s}}}
        """
                .formatted(name, parameters, median);
    }

    private static void assertRow(String row, String... runs) throws JsonProcessingException {
        String table = GeometryTable.of(new ObjectMapper().readTree(List.of(runs).toString()));
        assertTrue(table.lines().anyMatch(row::equals), table);
    }

    @Test
    void distancesStandBesideScipy() throws JsonProcessingException {
        String mask = "'side': '128', 'spacing': '3x1x1'".replace('\'', '"');
        assertRow(
                "| 128^3 | 3x1x1 | 600 | 40.0 | 25.0 | 15.0 | 24.0 |",
                run("DistanceTransformBenchmark.insideByScipy", mask, 600),
                run("DistanceTransformBenchmark.inside", "\"threads\": \"1\", " + mask, 40),
                run("DistanceTransformBenchmark.inside", "\"threads\": \"2\", " + mask, 25),
                run("DistanceTransformBenchmark.bothSides", "\"threads\": \"1\", " + mask, 7));
    }

    @Test
    void whatWasNotMeasuredIsEmpty() throws JsonProcessingException {
        String mask = "\"side\": \"64\", \"spacing\": \"1x1x1\", \"threads\": \"1\"";
        assertRow(
                "| 64^3 | 1x1x1 |  | 5.00 |  |  |  |",
                run("DistanceTransformBenchmark.inside", mask, 5));
    }

    @Test
    void persistenceStandsBesideSorting() throws JsonProcessingException {
        String loops =
                "\"construction\": \"VERTICES\", \"dimension\": \"1\", \"shape\": \"16x16x16\"";
        String order = "\"job\": \"argsort\", \"shape\": \"16x16x16\"";
        String[] runs = {
            run("PersistenceBenchmark.oneThread", loops, 8.192),
            run("PersistenceBenchmark.twoThreads", loops, 4.096),
            run("PersistenceBenchmark.byScipy", order, 0.4096)
        };
        assertRow("| loops | V log V | 8.19 (2000) |  | none |", runs);
        assertRow("| loops, two threads | V log V | 4.10 (1000) |  | none |", runs);
        assertRow("| numpy.argsort | V log V | 0.41 (100) |  | none |", runs);
    }
}
