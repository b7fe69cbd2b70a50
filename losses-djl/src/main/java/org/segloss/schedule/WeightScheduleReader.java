package org.segloss.schedule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads the JSON form of {@link WeightSchedule}, and refuses whatever it does not know. */
final class WeightScheduleReader extends JsonDeserializer<WeightSchedule> {

    /** Makes a ramp of one form. */
    private interface RampType {
        WeightSchedule create(float from, float to, int epochs, int start);
    }

    @Override
    public WeightSchedule deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        try {
            return read(context.readTree(parser));
        } catch (IllegalArgumentException e) {
            // As a cause the reason survives, see LossJson.
            throw JsonMappingException.from(parser, e.getMessage(), e);
        }
    }

    private static WeightSchedule read(JsonNode json) {
        if (json.isNumber()) {
            return WeightSchedule.constant(json.floatValue());
        }
        if (!json.isObject()) {
            throw unknown(json);
        }
        // What has been read is taken out: what is left in the end is not known.
        ObjectNode fields = json.deepCopy();
        WeightSchedule schedule = byType(fields);
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown "
                            + fields
                            + " in the schedule "
                            + json
                            + ": linear and cosine have from, to, epochs and start, rebalance has"
                            + " step, least and rest");
        }
        return schedule;
    }

    @Override
    public WeightSchedule getNullValue(DeserializationContext context) {
        throw unknown(null);
    }

    private static WeightSchedule byType(ObjectNode fields) {
        JsonNode type = fields.remove("type");
        return switch (type == null ? "" : type.asText()) {
            case "linear" -> ramp(fields, WeightSchedule::linear);
            case "cosine" -> ramp(fields, WeightSchedule::cosine);
            case "rebalance" -> {
                WeightSchedule region =
                        WeightSchedule.rebalance(
                                number(fields, "step", 0.01f), number(fields, "least", 0.01f));
                yield flag(fields, "rest") ? region.rest() : region;
            }
            default -> throw unknown(type);
        };
    }

    private static WeightSchedule ramp(ObjectNode fields, RampType type) {
        return type.create(
                number(fields, "from", null),
                number(fields, "to", null),
                whole(fields, "epochs", null),
                whole(fields, "start", 0f));
    }

    private static IllegalArgumentException unknown(JsonNode json) {
        return new IllegalArgumentException(
                "schedule "
                        + json
                        + ": allowed is a number, or an object whose type is linear, cosine or"
                        + " rebalance");
    }

    private static int whole(ObjectNode fields, String name, Float fallback) {
        float number = number(fields, name, fallback);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + " = " + number + ": it is a whole number");
        }
        return (int) number;
    }

    private static float number(ObjectNode fields, String name, Float fallback) {
        JsonNode value = fields.remove(name);
        if (value == null && fallback != null) {
            return fallback;
        }
        if (value == null || !value.isNumber()) {
            throw new IllegalArgumentException(
                    name + " = " + value + ": the schedule needs a number for '" + name + "'");
        }
        return value.floatValue();
    }

    private static boolean flag(ObjectNode fields, String name) {
        JsonNode value = fields.remove(name);
        if (value != null && !value.isBoolean()) {
            throw new IllegalArgumentException(name + " = " + value + ": it is true or false");
        }
        return value != null && value.booleanValue();
    }
}
