package org.segloss.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * A variant of a reference that this library leaves out on purpose: a row of {@code left-out.json}.
 *
 * @param loss the loss as the manifests name it
 * @param where the parameter values, or other columns of the row, that make the variant
 * @param reason why it is left out
 */
record LeftOut(String loss, Map<String, JsonNode> where, String reason) {

    static List<LeftOut> read() throws IOException {
        try (InputStream in = LeftOut.class.getResourceAsStream("/golden/left-out.json")) {
            return List.of(new ObjectMapper().readValue(in, LeftOut[].class));
        }
    }

    boolean matches(GoldenCase golden) {
        return golden.loss().equals(loss)
                && where.entrySet().stream()
                        .allMatch(e -> e.getValue().equals(golden.column(e.getKey())));
    }
}
