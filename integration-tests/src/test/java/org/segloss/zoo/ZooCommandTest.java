package org.segloss.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.Segloss;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.zoo.SeglossModelZoo;

/** {@code segloss zoo} as a user runs it. */
class ZooCommandTest {

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path run;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeAll
    static void train() {
        run = Trainings.pictures(shared.resolve("run"), Engines.present().get(0), 1);
    }

    @BeforeEach
    void captureAndUseARepositoryOfItsOwn() {
        System.setProperty(SeglossModelZoo.LOCATION, folder.resolve("mine").toString());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.clearProperty(SeglossModelZoo.LOCATION);
        System.setOut(out);
        System.setErr(err);
    }

    /** What a command that works prints. */
    private String zoo(Object... words) {
        assertEquals(0, status(words), complained.toString(StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private int status(Object... words) {
        printed.reset();
        complained.reset();
        String[] arguments = new String[words.length + 1];
        Arrays.setAll(arguments, i -> i == 0 ? "zoo" : String.valueOf(words[i - 1]));
        return Segloss.run(arguments);
    }

    private void assertRefused(String message, Object... words) {
        assertEquals(1, status(words));
        String found = complained.toString(StandardCharsets.UTF_8);
        assertTrue(found.contains(message), found);
        assertFalse(found.contains("\tat "), "no stack trace: " + found);
    }

    @Test
    void aNetworkTravelsInAJar() throws IOException {
        Path jar = folder.resolve("networks.jar");
        String exported = zoo("export", "--run", run, "--out", jar);
        assertTrue(exported.contains("networks.jar now holds silhouettes-dice-ce"), exported);
        assertTrue(zoo("list").contains("there are no networks"));
        zoo("import", "--from", jar);
        Files.delete(jar);
        String list = zoo("list");
        for (String row :
                new String[] {
                    "silhouettes-dice-ce",
                    "    application cv/semantic_segmentation",
                    "    data        silhouettes",
                    "    network     2-D U-Net, depth 2, width 4",
                    "    loss        dice-ce",
                    "    metrics     Dice 0.",
                    "    engine      " + Engines.present().get(0),
                    "    from        " + folder.resolve("mine")
                }) {
            assertTrue(list.contains(row), list);
        }
    }

    @Test
    void aRepositoryHoldsNetworksByTheirNames() {
        zoo("export", "--run", run, "--name", "b");
        zoo("export", "--run", run, "--name", "a");
        String list = zoo("list", "--from", folder.resolve("mine"));
        assertTrue(list.indexOf("a\n") < list.indexOf("b\n"), list);
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        zoo("export", "--run", run, "--name", "net");
        assertRefused("mine has a network net already", "export", "--run", run, "--name", "net");
        zoo("export", "--run", run, "--name", "net", "--force");
        assertRefused("the name 'a b'", "export", "--run", run, "--name", "a b");
        assertRefused("holds no best.ckpt", "export", "--run", folder);
        assertRefused("none.jar is not there", "import", "--from", folder.resolve("none.jar"));
        assertRefused("none is not there", "list", "--from", folder.resolve("none"));
        assertRefused("mine has a network net already", "import", "--from", folder.resolve("mine"));
    }

    @Test
    void whatIsLeftOutIsAskedFor() {
        assertEquals(2, status());
        assertEquals(2, status("export"));
        assertEquals(2, status("import"));
    }
}
