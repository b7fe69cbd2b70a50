package org.segloss.input;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which classes a loss counts: a rule ({@code all}, {@code foreground}, {@code present}) or a list
 * of class numbers.
 */
public final class ClassSelection {

    /** Every class. */
    public static final ClassSelection ALL = new ClassSelection("all", null);

    /** Every class but class 0; all of them where the channels are tasks of their own. */
    public static final ClassSelection FOREGROUND = new ClassSelection("foreground", null);

    /** The classes that have a labelled voxel. */
    public static final ClassSelection PRESENT = new ClassSelection("present", null);

    private final String rule;
    private final int[] list;

    private ClassSelection(String rule, int[] list) {
        this.rule = rule;
        this.list = list;
    }

    /**
     * A list of classes.
     *
     * @param classes the class numbers, background is 0
     * @return the selection
     * @throws IllegalArgumentException if the list is empty or holds a negative or repeated number
     */
    public static ClassSelection of(int... classes) {
        int[] sorted = IntStream.of(classes).sorted().distinct().toArray();
        if (sorted.length == 0 || sorted.length != classes.length || sorted[0] < 0) {
            throw new IllegalArgumentException(
                    "classes = "
                            + Arrays.toString(classes)
                            + ": give at least one class number, none negative, none twice");
        }
        return new ClassSelection("list", sorted);
    }

    /**
     * Reads the JSON form.
     *
     * @param json the name of a rule, or a list of numbers
     * @return the selection
     * @throws IllegalArgumentException if it is neither
     */
    @JsonCreator
    public static ClassSelection parse(Object json) {
        if (json instanceof Iterable<?> numbers) {
            IntStream.Builder classes = IntStream.builder();
            for (Object number : numbers) {
                if (!(number instanceof Integer c)) {
                    throw new IllegalArgumentException(
                            "classes holds '" + number + "': a list holds class numbers only");
                }
                classes.add(c);
            }
            return of(classes.build().toArray());
        }
        return switch (String.valueOf(json).toLowerCase(Locale.ROOT)) {
            case "all" -> ALL;
            case "foreground" -> FOREGROUND;
            case "present" -> PRESENT;
            default ->
                    throw new IllegalArgumentException(
                            "classes = '"
                                    + json
                                    + "': allowed are all, foreground, present, or a list of class"
                                    + " numbers such as [1, 2]");
        };
    }

    /**
     * The JSON form.
     *
     * @return the name of the rule, or the list of numbers
     */
    @JsonValue
    public Object toJson() {
        return list == null ? rule : list.clone();
    }

    /**
     * The classes to count for one evaluation.
     *
     * @param in the labels and predictions
     * @param includeBackground whether class 0 may take part
     * @param present whether a class has a labelled voxel where the loss looks
     * @return the class numbers in ascending order; may be empty
     * @throws IllegalArgumentException if the list names a class that the prediction has no channel
     *     for
     */
    public int[] resolve(LossInput in, boolean includeBackground, IntPredicate present) {
        int channels = in.targets().classes();
        if (list != null && list[list.length - 1] >= channels) {
            throw new IllegalArgumentException(
                    "classes = "
                            + Arrays.toString(list)
                            + ", but the prediction has "
                            + channels
                            + " channels: allowed are 0.."
                            + (channels - 1));
        }
        boolean background = includeBackground && !(this == FOREGROUND && in.exclusive());
        IntStream candidates = list != null ? IntStream.of(list) : IntStream.range(0, channels);
        return candidates
                .filter(c -> background || c != 0)
                .filter(c -> this != PRESENT || present.test(c))
                .toArray();
    }

    @Override
    public String toString() {
        return list == null ? rule : Arrays.toString(list);
    }
}
