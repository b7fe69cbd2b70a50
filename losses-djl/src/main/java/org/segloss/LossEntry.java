package org.segloss;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.segloss.input.ClassSelection;
import org.segloss.schedule.WeightSchedule;

/**
 * A row of the catalogue: one loss, its names, its paper, and how to build it.
 *
 * @param name the registry name, lower case with hyphens
 * @param aliases further names, such as the survey's abbreviations
 * @param family the family, for example {@code region}
 * @param summary what it does, one line
 * @param paper where it comes from: authors, year, title and link
 * @param builder makes a builder whose fields marked {@link Option} are the options
 */
public record LossEntry(
        String name,
        List<String> aliases,
        String family,
        String summary,
        String paper,
        Supplier<? extends SegmentationLoss.Builder<?>> builder) {

    /** The types of options as a user writes their values. */
    private static final Map<Class<?>, String> TYPE_NAMES =
            Map.ofEntries(
                    Map.entry(float.class, "number"),
                    Map.entry(Float.class, "number"),
                    Map.entry(float[].class, "list of numbers"),
                    Map.entry(float[][].class, "list of lists of numbers"),
                    Map.entry(boolean[][].class, "list of lists of true or false"),
                    Map.entry(int.class, "whole number"),
                    Map.entry(int[].class, "list of whole numbers"),
                    Map.entry(Integer.class, "whole number"),
                    Map.entry(boolean.class, "true or false"),
                    Map.entry(ClassSelection.class, "rule or list of classes"),
                    Map.entry(List.class, "list of losses"),
                    Map.entry(WeightSchedule.class, "number or schedule"),
                    Map.entry(WeightSchedule[].class, "list of numbers or schedules"));

    /**
     * An option of a loss.
     *
     * @param name its name
     * @param type its type as a user writes it, for an enumeration the allowed values
     * @param defaultValue its default, null if there is none
     * @param required whether a value has to be given
     * @param description what it does
     */
    public record OptionEntry(
            String name, String type, Object defaultValue, boolean required, String description) {}

    /**
     * The options, the loss's own first.
     *
     * @return every option with its type and default
     */
    public List<OptionEntry> options() {
        Map<String, OptionEntry> entries = new LinkedHashMap<>();
        for (Slot slot : slots(builder.get())) {
            entries.putIfAbsent(slot.name(), slot.describe());
        }
        return List.copyOf(entries.values());
    }

    /**
     * Creates the loss.
     *
     * @param options the options that differ from their defaults
     * @return the loss, named after this entry
     * @throws IllegalArgumentException if an option is unknown, has no meaning for this loss, has a
     *     value that is not allowed, or is missing
     */
    SegmentationLoss create(Map<String, Object> options) {
        SegmentationLoss.Builder<?> target = builder.get();
        Map<String, List<Slot>> slots =
                slots(target).stream().collect(Collectors.groupingBy(Slot::name));
        options.forEach(
                (option, value) -> {
                    if (!slots.containsKey(option)) {
                        throw new IllegalArgumentException(
                                Losses.unknownOption(this, option, slots.keySet()));
                    }
                    slots.get(option).forEach(slot -> slot.set(name, value));
                });
        for (OptionEntry option : options()) {
            if (option.required() && options.get(option.name()) == null) {
                throw new IllegalArgumentException(
                        name
                                + " needs the option '"
                                + option.name()
                                + "': "
                                + option.description());
            }
        }
        target.optName(name);
        return target.build();
    }

    /** The options of a builder, of what it extends, and of the parts it is made of. */
    private static List<Slot> slots(Object builder) {
        List<Slot> slots = new ArrayList<>();
        List<Slot> parts = new ArrayList<>();
        for (Class<?> type = builder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Slot slot = new Slot(field, builder);
                if (field.isAnnotationPresent(Option.class)) {
                    field.setAccessible(true);
                    slots.add(slot);
                } else if (field.isAnnotationPresent(PartOptions.class)) {
                    field.setAccessible(true);
                    parts.addAll(slots(slot.get()));
                }
            }
        }
        slots.addAll(parts);
        return slots;
    }

    /** A field of a builder that holds the value of an option. */
    private record Slot(Field field, Object builder) {

        String name() {
            return field.getName();
        }

        Object get() {
            try {
                return field.get(builder);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " was made accessible", e);
            }
        }

        void set(String loss, Object value) {
            if (value == null) {
                return;
            }
            try {
                JavaType type = LossJson.MAPPER.constructType(field.getGenericType());
                field.set(builder, LossJson.MAPPER.convertValue(value, type));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        loss
                                + ": "
                                + name()
                                + " = "
                                + value
                                + ": allowed is "
                                + type(field)
                                + " ("
                                + field.getAnnotation(Option.class).value()
                                + ")"
                                + LossJson.reason(e).map(own -> "; " + own).orElse(""),
                        e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " was made accessible", e);
            }
        }

        OptionEntry describe() {
            Option option = field.getAnnotation(Option.class);
            Object value = option.required() ? null : get();
            Object shown =
                    value instanceof Enum<?> constant
                            ? lowerCase(constant)
                            : LossJson.MAPPER.convertValue(value, Object.class);
            return new OptionEntry(name(), type(field), shown, option.required(), option.value());
        }
    }

    private static String type(Field field) {
        Class<?> type = field.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> lowerCase((Enum<?>) constant))
                    .collect(Collectors.joining(", "));
        }
        return TYPE_NAMES.getOrDefault(type, type.getSimpleName());
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
