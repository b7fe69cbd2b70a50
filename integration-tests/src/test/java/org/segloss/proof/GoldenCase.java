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
import java.util.stream.Stream;

/**
 * One golden case: a row of a manifest and the arrays that belong to it.
 *
 * @param folder where the manifest stands
 * @param row its row
 */
record GoldenCase(Path folder, JsonNode row) {

    /**
     * Reads the manifest of a folder, or those of its folders {@code region} and {@code boundary}.
     */
    static List<GoldenCase> read(Path folder) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (Path root : List.of(folder, folder.resolve("region"), folder.resolve("boundary"))) {
            Path manifest = root.resolve("manifest.json");
            if (Files.isRegularFile(manifest)) {
                for (JsonNode row : new ObjectMapper().readTree(manifest.toFile())) {
                    cases.add(new GoldenCase(root, row));
                }
            }
        }
        if (cases.isEmpty()) {
            throw new IOException(
                    "no golden cases in "
                            + folder.toAbsolutePath()
                            + ": it or its folders region and boundary hold manifest.json");
        }
        return cases;
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

    /** The arrays, by name: logits, labels, value, gradient, and what the loss needs besides. */
    NDList arrays(NDManager manager) throws IOException {
        Path file =
                Stream.of(row.path("file").asText(), name() + ".npz")
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow(() -> new IOException(name() + " has no file in " + folder));
        try (InputStream in = Files.newInputStream(file)) {
            return NDList.decode(manager, in);
        }
    }
}
