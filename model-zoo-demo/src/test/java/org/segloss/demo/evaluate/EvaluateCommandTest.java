package org.segloss.demo.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.Segloss;
import org.segloss.demo.image.Mask;
import org.segloss.demo.image.Nifti;
import org.segloss.demo.image.NiftiType;
import org.segloss.demo.image.Png;
import org.segloss.demo.image.Volume;

/** {@code segloss evaluate} as a user runs it. */
class EvaluateCommandTest {

    private static final int[] SHAPE = {2, 3};

    @TempDir private Path folder;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(out);
        System.setErr(err);
    }

    private int evaluate(Object... options) {
        Stream<Object> words =
                Stream.concat(
                        Stream.of("evaluate", "--prediction", folder.resolve("p")),
                        Stream.of("--reference", folder.resolve("r")));
        return Segloss.run(
                Stream.concat(words, Arrays.stream(options))
                        .map(String::valueOf)
                        .toArray(String[]::new));
    }

    private void masks(String name, int[] prediction, int[] reference) {
        Png.writeMask(folder.resolve("p").resolve(name), new Mask(SHAPE, prediction));
        Png.writeMask(folder.resolve("r").resolve(name), new Mask(SHAPE, reference));
    }

    private void refused(int status, String... words) {
        assertTrue(status != 0);
        String message = complained.toString(StandardCharsets.UTF_8);
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        assertFalse(message.contains("\tat "), message);
    }

    @Test
    void foldersAreComparedCaseByCaseAndAsAWhole() throws IOException {
        masks("a.png", new int[] {0, 1, 1, 0, 0, 0}, new int[] {0, 1, 0, 0, 0, 0});
        masks("b.png", new int[] {0, 0, 0, 0, 1, 1}, new int[] {0, 0, 0, 0, 1, 1});
        Path csv = folder.resolve("scores.csv");
        Path json = folder.resolve("scores.json");
        int status =
                evaluate(
                        "--metrics",
                        "dice,hausdorff",
                        "--spacing",
                        "1,2.5",
                        "--csv",
                        csv,
                        "--json",
                        json);
        assertEquals(0, status, complained.toString(StandardCharsets.UTF_8));
        double first = 2.0 / 3;
        assertEquals(
                List.of(
                        "case,metric,average,class 0,class 1",
                        "a,dice," + first + ",NaN," + first,
                        "a,hausdorff,2.5,NaN,2.5",
                        "b,dice,1.0,NaN,1.0",
                        "b,hausdorff,0.0,NaN,0.0",
                        ",dice," + 6.0 / 7 + ",NaN," + 6.0 / 7,
                        ",hausdorff,1.25,NaN,1.25"),
                Files.readAllLines(csv));
        JsonNode scores = new ObjectMapper().readTree(json.toFile());
        assertEquals("b", scores.at("/cases/1/name").textValue());
        assertEquals(6.0 / 7, scores.at("/all/0/average").doubleValue());
        assertArrayEquals(
                new String[] {
                    "dice          class 1     average",
                    "a              0.6667      0.6667",
                    "b              1.0000      1.0000",
                    "all            0.8571      0.8571"
                },
                printed.toString(StandardCharsets.UTF_8).lines().limit(4).toArray());
    }

    @Test
    void aNiftiBringsItsSpacing() {
        float[] prediction = new float[8];
        float[] reference = new float[8];
        prediction[0] = 1;
        reference[4] = 1;
        for (String name : List.of("p", "r")) {
            Nifti.of(
                            new Volume(
                                    1,
                                    new int[] {2, 2, 2},
                                    new float[] {3, 1, 2},
                                    name.equals("p") ? prediction : reference))
                    .write(folder.resolve(name + ".nii.gz"), NiftiType.UINT8);
        }
        int status =
                Segloss.run(
                        "evaluate",
                        "--prediction",
                        folder.resolve("p.nii.gz").toString(),
                        "--reference",
                        folder.resolve("r.nii.gz").toString(),
                        "--metrics",
                        "hausdorff95");
        assertEquals(0, status, complained.toString(StandardCharsets.UTF_8));
        assertTrue(
                printed.toString(StandardCharsets.UTF_8).contains("all              3.0000"),
                printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void ignoredVoxelsAndWhiteAreToldApart() {
        masks("a.png", new int[] {0, 1, 0, 0, 0, 0}, new int[] {0, 1, 255, 255, 255, 0});
        masks("b.png", new int[] {0, 0, 0, 0, 0, 1}, new int[] {0, 0, 0, 0, 255, 255});
        assertEquals(0, evaluate("--metrics", "pixel-accuracy", "--ignore-index", 255));
        String table = printed.toString(StandardCharsets.UTF_8);
        assertTrue(table.contains("all                 1.0000      1.0000      1.0000"), table);
    }

    @Test
    void aClassInOneMaskAloneIsAsFarAsTold() {
        masks("a.png", new int[] {0, 1, 0, 0, 0, 0}, new int[6]);
        assertEquals(0, evaluate("--metrics", "assd"));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("inf"));
        assertEquals(0, evaluate("--metrics", "assd", "--missed", 7));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("7.0000"));
    }

    @Test
    void badInputIsNamedAndLeavesNothing() throws IOException {
        masks("a.png", new int[6], new int[6]);
        Path csv = folder.resolve("scores.csv");
        Png.writeMask(folder.resolve("p/more.png"), new Mask(SHAPE, new int[6]));
        refused(evaluate("--csv", csv), "no file of the same name", "more.png");
        Png.writeMask(folder.resolve("r/more.png"), new Mask(new int[] {3, 2}, new int[6]));
        refused(evaluate("--csv", csv), "more.png has shape [2, 3]", "[3, 2]");
        Files.delete(folder.resolve("p/more.png"));
        Files.delete(folder.resolve("r/more.png"));
        refused(evaluate("--metrics", "dise"), "unknown evaluator 'dise'");
        refused(evaluate("--spacing", "1,1,1", "--csv", csv), "a.png", "spacing [1.0, 1.0, 1.0]");
        masks("a.png", new int[] {0, 0, 0, 0, 0, 3}, new int[6]);
        refused(evaluate("--classes", 2, "--csv", csv), "a.png", "has label 3 at voxel 5");
        assertFalse(Files.exists(csv));
        masks("a.png", new int[] {0, 0, 0, 0, 0, 200}, new int[6]);
        refused(evaluate(), "found labels up to 200");
        Files.writeString(csv, "mine");
        refused(evaluate("--csv", csv), "is there already");
        assertEquals("mine", Files.readString(csv));
    }
}
