package org.segloss;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A loss by name, with the options that differ from their defaults.
 *
 * <p>In JSON {@code {"name": "tversky", "options": {"alpha": 0.3, "beta": 0.7}}}, or only the name:
 * {@code "dice"}. A specification is checked when a loss is created from it, see {@link
 * Losses#create(LossSpec)}.
 *
 * @param name the registry name or an alias
 * @param options the options, by name
 */
@JsonPropertyOrder({"name", "options"})
public record LossSpec(String name, Map<String, Object> options) {

    /**
     * Copies the options and checks that there is a name.
     *
     * @param name the registry name or an alias
     * @param options the options, by name
     */
    public LossSpec {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    "a loss specification has no name: write {\"name\": \"dice\", \"options\": {}}");
        }
        options =
                options == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * A loss with every option at its default.
     *
     * @param name the registry name or an alias
     */
    public LossSpec(String name) {
        this(name, Map.of());
    }

    /**
     * Reads a specification as a user types it: a name, or JSON.
     *
     * @param text a name such as {@code dice}, or the JSON form
     * @return the specification
     * @throws IllegalArgumentException if the text is not JSON, or holds other fields than name and
     *     options
     */
    public static LossSpec parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("\"")) {
            return new LossSpec(trimmed);
        }
        try {
            return LossJson.MAPPER.readValue(trimmed, LossSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a loss specification: "
                            + LossJson.reason(e).orElse(e.getOriginalMessage())
                            + "; in "
                            + trimmed,
                    e);
        }
    }

    /**
     * Writes the specification.
     *
     * @return its JSON form, one line
     */
    public String toJson() {
        try {
            return LossJson.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the options of " + name + " have no JSON form", e);
        }
    }

    /**
     * Writes the specification as a user types it.
     *
     * @return the name where that is all, or else the JSON form
     */
    @Override
    public String toString() {
        return options.isEmpty() ? name : toJson();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LossSpec read(JsonNode json) {
        if (json.isTextual()) {
            return new LossSpec(json.textValue());
        }
        json.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!field.equals("name") && !field.equals("options")) {
                                throw new IllegalArgumentException(
                                        "unknown field '"
                                                + field
                                                + "': allowed are name and options");
                            }
                        });
        JsonNode options = json.get("options");
        if (options != null && !options.isObject()) {
            throw new IllegalArgumentException("options = " + options + ": it is an object");
        }
        return new LossSpec(
                json.path("name").textValue(),
                LossJson.MAPPER.convertValue(options, LossJson.OPTIONS));
    }
}
