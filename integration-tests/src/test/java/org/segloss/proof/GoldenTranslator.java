package org.segloss.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** One parameter's meaning: writes options into a draft, or refuses the value. */
@FunctionalInterface
interface GoldenTranslator {

    /** The values of a manifest as those of Java. */
    ObjectMapper JSON = new ObjectMapper();

    /** For parameters that say what holds anyway. */
    GoldenTranslator NO_EFFECT = (draft, parameter, value) -> {};

    /** Translates a value. */
    void apply(GoldenDraft draft, String parameter, JsonNode value);

    static GoldenTranslator option(String option) {
        return (draft, parameter, value) ->
                draft.options.put(option, JSON.convertValue(value, Object.class));
    }

    /** A word of the manifest, each followed by the word of this library. */
    static GoldenTranslator words(String option, String... pairs) {
        return (draft, parameter, value) -> {
            List<String> words = List.of(pairs);
            for (int i = 0; i < pairs.length; i += 2) {
                if (words.get(i).equals(value.asText())) {
                    draft.options.put(option, words.get(i + 1));
                    return;
                }
            }
            require(false, parameter, value, "one of " + words);
        };
    }

    static void only(String parameter, JsonNode value, String... allowed) {
        require(
                List.of(allowed).contains(value.asText()),
                parameter,
                value,
                "one of " + List.of(allowed));
    }

    static void require(boolean met, String parameter, JsonNode value, String allowed) {
        if (!met) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + parameter
                            + "' = "
                            + value
                            + " has no translation: known is "
                            + allowed);
        }
    }
}
