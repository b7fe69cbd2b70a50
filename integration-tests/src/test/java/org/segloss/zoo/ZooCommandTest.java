package org.segloss.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segloss.demo.cli.Engines;
import org.segloss.demo.zoo.SeglossModelZoo;
import org.segloss.train.Outcome;

/** {@code segloss zoo} as a user runs it. */
class ZooCommandTest {

    @TempDir private static Path shared;
    @TempDir private Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = Trainings.pictures(shared.resolve("run"), Engines.present().get(0), 1);
    }

    @BeforeEach
    void useARepositoryOfItsOwn() {
        System.setProperty(SeglossModelZoo.LOCATION, folder.resolve("mine").toString());
    }

    @AfterEach
    void release() {
        System.clearProperty(SeglossModelZoo.LOCATION);
    }

    /** What a command that works prints. */
    private static String zoo(Object... words) {
        Outcome outcome = outcome(words);
        assertEquals(0, outcome.status(), outcome.err());
        return outcome.out();
    }

    private static Outcome outcome(Object... words) {
        return Outcome.segloss(Stream.concat(Stream.of("zoo"), Stream.of(words)).toArray());
    }

    private static void assertRefused(String message, Object... words) {
        Outcome outcome = outcome(words);
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains(message), outcome.err());
        assertFalse(outcome.err().contains("\tat "), "no stack trace: " + outcome.err());
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
        assertEquals(2, outcome().status());
        assertEquals(2, outcome("export").status());
        assertEquals(2, outcome("import").status());
    }
}
