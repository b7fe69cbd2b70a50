package org.segloss.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.segloss.LossEntry;
import org.segloss.Losses;

/** The rules that the sources of the library keep. */
class SourceRulesTest {

    private static final Path ROOT = Path.of("..");

    private static final Path SOURCES = ROOT.resolve("losses-djl/src/main/java/org/segloss");

    /**
     * Calls that cut the gradient on an engine, read freed memory or exist on one engine only, and
     * the names of the engines. An exception stands in {@code source-rules.json} with its reason.
     */
    private static final Pattern REFUSED =
            Pattern.compile(
                    "\\.(toType|toDevice|duplicate|gather|scatter|topK|pad|maximum|minimum|cumProd"
                            + "|batchMatMul|batchDot|inverse|interpolation|mean|stopGradient)\\("
                            + "|[mM]anager(\\(\\))?\\.create\\(|\"(PyTorch|MXNet)\"|ai\\.djl\\.(pytorch|mxnet)");

    /** A page, from the first line of the Javadoc on, with the builder. */
    private static final long PAGE = 145;

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    /**
     * A place where a refused call stands on purpose.
     *
     * @param file the file below org/segloss
     * @param code the code, as it stands there
     * @param reason why it harms no gradient
     */
    private record Allowed(String file, String code, String reason) {}

    @Test
    void noCallCutsAGradient() throws IOException {
        List<Allowed> exceptions = exceptions();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> code(file).contains("ai.djl"))
                    .forEach(file -> check(file, exceptions));
        }
    }

    @Test
    void everyExceptionIsNeeded() throws IOException {
        for (Allowed row : exceptions()) {
            assertTrue(code(SOURCES.resolve(row.file())).contains(row.code()), row.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyLossIsBuiltAndDocumented() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        return Losses.all().stream()
                .map(loss -> dynamicTest(loss.name(), () -> documented(loss, readme)));
    }

    private static void check(Path file, List<Allowed> exceptions) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        String code = code(file);
        for (Allowed row : exceptions) {
            code = row.file().equals(name) ? code.replace(row.code(), "") : code;
        }
        assertEquals(
                List.of(),
                REFUSED.matcher(code).results().map(found -> found.group()).toList(),
                () ->
                        name
                                + " has calls that harm gradients or bind to an engine: find another"
                                + " form in the library's tensor package, or give the reason in"
                                + " source-rules.json");
    }

    private static void documented(LossEntry loss, String readme) {
        Class<?> type = loss.builder().get().getClass().getEnclosingClass();
        assertNotNull(type, "the builder stands in the class of its loss");
        String source =
                read(
                        SOURCES.resolve(
                                type.getName().replace("org.segloss.", "").replace('.', '/')
                                        + ".java"));
        String javadoc = source.substring(source.indexOf("/**"), source.indexOf("*/"));
        for (String part : List.of("\\[", "Shapes:")) {
            assertTrue(javadoc.contains(part), type + ": no '" + part + "' in the Javadoc");
        }
        assertTrue(source.contains("public static Builder builder()"), type + ": no builder()");
        long lines = source.substring(source.indexOf("/**")).lines().count();
        assertTrue(lines <= PAGE, type + " has " + lines + " lines: share what others need too");
        assertTrue(readme.contains("\n| `" + loss.name() + "`"), "no row in README.md");
    }

    private static List<Allowed> exceptions() throws IOException {
        try (InputStream in = SourceRulesTest.class.getResourceAsStream("/source-rules.json")) {
            return List.of(new ObjectMapper().readValue(in, Allowed[].class));
        }
    }

    /** A file without its comments. */
    private static String code(Path file) {
        return COMMENT.matcher(read(file)).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
