package org.segloss.demo.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A value in a YAML or JSON file that knows where it stands, so that every complaint says it. */
final class Field {

    private static final TypeReference<Map<String, Object>> OPTIONS = new TypeReference<>() {};

    private final Source source;
    private final String pointer;
    private final JsonNode value;

    private Field(Source source, String pointer, JsonNode value) {
        this.source = source;
        this.pointer = pointer;
        this.value = value;
    }

    /** Where things stand in a file, by JSON pointer. */
    private record Source(Path file, Map<String, JsonLocation> places) {

        IllegalArgumentException error(String pointer, String message, Throwable cause) {
            // The name as a programmer writes it: losses[1].options.alpha.
            String name = pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.');
            return new IllegalArgumentException(
                    at(file, places.get(pointer))
                            + (name.isEmpty() ? "" : ", field " + name.replaceFirst("^\\.", ""))
                            + ": "
                            + message,
                    cause);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param file JSON where its name ends so, or else YAML
     * @return what it holds
     * @throws IllegalArgumentException if it cannot be read
     */
    static Field read(Path file) {
        ObjectMapper mapper =
                new ObjectMapper(file.toString().endsWith(".json") ? json() : yaml())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try {
            String text = Files.readString(file);
            Map<String, JsonLocation> places = new HashMap<>();
            try (JsonParser parser = mapper.createParser(text)) {
                while (parser.nextToken() != null) {
                    // The name of a field comes before its value.
                    places.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(),
                            parser.currentTokenLocation());
                }
            }
            return new Field(new Source(file, places), "", mapper.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    at(file, e.getLocation()) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e, e);
        }
    }

    private static JsonFactory json() {
        return new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    private static JsonFactory yaml() {
        return YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    private static String at(Path file, JsonLocation place) {
        return place == null
                ? file.toString()
                : file + ", line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /**
     * Checks that this is an object without unknown fields.
     *
     * @param allowed the names that it may have
     * @return this
     */
    Field object(String... allowed) {
        if (!value.isObject()) {
            throw expected("an object with fields of " + List.of(allowed));
        }
        value.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!List.of(allowed).contains(name)) {
                                throw child(name)
                                        .error("unknown field: allowed are " + List.of(allowed));
                            }
                        });
        return this;
    }

    /** A field of this object, if it is there. */
    Optional<Field> get(String name) {
        return value.has(name) ? Optional.of(child(name)) : Optional.empty();
    }

    /** A field that this object must have. */
    Field require(String name) {
        return get(name).orElseThrow(() -> error("it lacks the field '" + name + "': add it"));
    }

    private Field child(String name) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return new Field(source, pointer + "/" + escaped, value.get(name));
    }

    /** The elements of this list, at least one, none twice. */
    List<Field> items() {
        if (!value.isArray() || value.isEmpty()) {
            throw expected("a list of one or more");
        }
        List<Field> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(new Field(source, pointer + "/" + i, value.get(i)));
        }
        return items;
    }

    /** Whether this is text. */
    boolean isText() {
        return value.isTextual();
    }

    /** This text. */
    String text() {
        if (!isText()) {
            throw expected("text");
        }
        return value.textValue();
    }

    /** This whole number. */
    long whole(long least, long most) {
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.longValue() < least || value.longValue() > most) {
            throw expected("a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    /** This number, above zero. */
    float positive() {
        float number = value.floatValue();
        if (!value.isNumber() || !(number > 0 && number < Float.POSITIVE_INFINITY)) {
            throw expected("a number above 0");
        }
        return number;
    }

    /** This number, from 0 to 1. */
    float share() {
        float number = value.floatValue();
        if (!value.isNumber() || !(number >= 0 && number <= 1)) {
            throw expected("a number from 0 to 1");
        }
        return number;
    }

    /** The fields of this object as plain Java values. */
    Map<String, Object> options() {
        if (!value.isObject()) {
            throw expected("an object of options");
        }
        return new ObjectMapper().convertValue(value, OPTIONS);
    }

    /** Does what may refuse this value, and says where the value stands if so. */
    <T> T check(Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException e) {
            throw error(e.getMessage(), e);
        }
    }

    /** A complaint about this value. */
    IllegalArgumentException error(String message) {
        return error(message, null);
    }

    private IllegalArgumentException error(String message, Throwable cause) {
        return source.error(pointer, message, cause);
    }

    private IllegalArgumentException expected(String what) {
        return error(value + ": expected " + what);
    }
}
