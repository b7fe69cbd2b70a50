package org.segloss.proof;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One golden case: a row of a manifest and the arrays that belong to it.
 *
 * @param folder where the manifest stands
 * @param row its row
 */
record GoldenCase(Path folder, JsonNode row) {

    /** Reads every manifest in a folder and what lies below it. */
    static List<GoldenCase> read(Path folder, Predicate<GoldenCase> wanted) throws IOException {
        List<Path> manifests;
        try (Stream<Path> files = Files.walk(folder)) {
            manifests = files.filter(file -> file.endsWith("manifest.json")).sorted().toList();
        }
        List<GoldenCase> cases = new ArrayList<>();
        for (Path manifest : manifests) {
            for (JsonNode row : new ObjectMapper().readTree(manifest.toFile())) {
                GoldenCase golden = new GoldenCase(manifest.getParent(), row);
                if (wanted.test(golden)) {
                    cases.add(golden);
                }
            }
        }
        if (cases.isEmpty()) {
            throw new IOException(
                    "no golden cases in "
                            + folder.toAbsolutePath()
                            + ": it or a folder in it holds manifest.json with such rows");
        }
        return cases;
    }

    boolean isLoss() {
        return !isMeasure();
    }

    /** Whether the row is about a measure: it has no gradient, and another name for itself. */
    boolean isMeasure() {
        return row.hasNonNull("metric") || loss().equals("csurka_measures");
    }

    String measure() {
        return row.path("metric").asText(loss());
    }

    String file() {
        return row.path("file").asText();
    }

    String loss() {
        return row.path("loss").asText();
    }

    String name() {
        return loss() + "/" + row.path("case").asText();
    }

    String activation() {
        return row.path("activation").asText();
    }

    JsonNode parameters() {
        return row.path("parameters");
    }

    /** A parameter, or else another column of the row. */
    JsonNode column(String name) {
        return parameters().has(name) ? parameters().path(name) : row.path(name);
    }

    /** The arrays, by name: logits, labels, value, gradient, and what the loss needs besides. */
    NDList arrays(NDManager manager) throws IOException {
        Path file =
                Stream.of(file(), name() + ".npz")
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new IOException(name() + " has no file in " + folder));
        try (InputStream in = Files.newInputStream(file)) {
            return NDList.decode(manager, in);
        }
    }
}
