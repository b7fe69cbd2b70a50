package org.segloss.demo.train;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.segloss.demo.data.InputView;
import org.segloss.demo.net.Checkpoint;

/**
 * What a checkpoint must remember of its training for the network to be used.
 *
 * @param classNames the names of the classes by index
 * @param view how images become what the network sees
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Origin(List<String> classNames, InputView view) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    Map<String, Object> toMetadata() {
        return JSON.convertValue(this, new TypeReference<>() {});
    }

    /**
     * Finds it in a checkpoint.
     *
     * @param checkpoint a checkpoint that a training wrote
     * @return what it remembers
     * @throws IllegalArgumentException if something else wrote the checkpoint
     */
    public static Origin of(Checkpoint checkpoint) {
        try {
            return JSON.convertValue(checkpoint.metadata(), Origin.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the checkpoint does not say how images become what its network sees: give one"
                            + " that \"segloss train\" wrote",
                    e);
        }
    }
}
