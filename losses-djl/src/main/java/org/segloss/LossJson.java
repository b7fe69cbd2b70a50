package org.segloss;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How option values are read from JSON: enumerations in any case, one number as a list, no
 * guessing.
 */
final class LossJson {

    static final TypeReference<Map<String, Object>> OPTIONS = new TypeReference<>() {};

    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(SegmentationLoss.class, new PartReader()))
                    .build();

    private LossJson() {}

    /** What this library has against a value; empty if Jackson could not even read it. */
    static Optional<String> reason(Throwable e) {
        return Stream.iterate(e.getCause(), Objects::nonNull, Throwable::getCause)
                .filter(IllegalArgumentException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** A loss inside a loss. */
    private static final class PartReader extends JsonDeserializer<SegmentationLoss> {

        @Override
        public SegmentationLoss deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return Losses.create(LossSpec.read(context.readTree(parser)));
        }

        @Override
        public SegmentationLoss getNullValue(DeserializationContext context)
                throws JsonMappingException {
            throw JsonMappingException.from(context, "a part is null");
        }
    }
}
