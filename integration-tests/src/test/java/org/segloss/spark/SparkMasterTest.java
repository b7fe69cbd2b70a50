package org.segloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.segloss.train.Outcome.segloss;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segloss.demo.spark.SparkMaster;
import org.segloss.train.Outcome;

class SparkMasterTest {

    private static final String PROPERTY = "spark.master";

    @TempDir private Path folder;

    @AfterEach
    void forgetTheMaster() {
        System.clearProperty(PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "local[*]",
                "local[4]",
                "local[4,2]",
                "local-cluster[2,1,1024]",
                "spark://host:7077",
                "spark://one:7077,two:7077",
                "yarn",
                "k8s://https://host:6443"
            })
    void sparksMastersAreTaken(String master) {
        assertEquals(master, SparkMaster.of(master).url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spark", "local[0]", "local[2", "spark://host", "e.yaml"})
    void anythingElseIsRefusedBeforeAnythingRuns(String master) {
        Path out = folder.resolve("out");
        Outcome outcome = segloss("experiment", "none.yaml", "--out", out, "--spark", master);
        assertEquals(1, outcome.status());
        assertTrue(
                outcome.err().contains("--spark " + master + ": expected local[*]"), outcome.err());
        assertTrue(Files.notExists(out));
    }

    @Test
    void withoutAValueTheMasterIsThatOfSparkSubmit() {
        System.setProperty(PROPERTY, "spark://host:7077");
        assertEquals("spark://host:7077", SparkMaster.of(SparkMaster.SUBMITTED).url());
    }

    @Test
    void withoutAValueAndWithoutSparkSubmitThereIsNoMaster() {
        Outcome outcome =
                segloss("experiment", "none.yaml", "--out", folder.resolve("out"), "--spark");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("--spark has no master"), outcome.err());
    }

    @Test
    void twoMastersAreOneTooMany() {
        System.setProperty(PROPERTY, "yarn");
        String message =
                assertThrows(IllegalArgumentException.class, () -> SparkMaster.of("local[2]"))
                        .getMessage();
        assertEquals(
                "spark-submit was given the master yarn, --spark local[2]: leave one of them out",
                message);
    }
}
