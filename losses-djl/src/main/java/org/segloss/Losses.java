package org.segloss;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every loss by name: the catalogue, and creation from a name or a specification.
 *
 * <pre>{@code
 * SegmentationLoss dice = Losses.create("dice");
 * SegmentationLoss tversky = Losses.create(
 *         LossSpec.parse("{\"name\": \"tversky\", \"options\": {\"alpha\": 0.1, \"beta\": 0.9}}"));
 * }</pre>
 *
 * <p>Losses of a user's own are added by a {@link LossProvider}.
 */
public final class Losses {

    /** Why an option of the shared vocabulary is missing where it is. */
    private static final Map<String, String> WHY =
            Map.of(
                    "aggregation", "it forms no ratio of sums over an image or the batch",
                    "absentClass", "it forms no ratio of its own for every class",
                    "smoothNumerator", "it forms no ratio of overlap to be smoothed",
                    "smoothDenominator", "it forms no ratio of overlap to be smoothed",
                    "squared", "it forms no ratio of overlap with p and g in the denominator",
                    "labelSmoothing", "it is no sum over voxels of a logarithm that could diverge",
                    "spacing", "it measures no distance");

    private Losses() {}

    /**
     * The catalogue.
     *
     * @return every loss, family by family
     */
    public static List<LossEntry> all() {
        return Registry.ENTRIES;
    }

    /**
     * Finds a loss.
     *
     * @param name the registry name or an alias
     * @return its catalogue row
     * @throws IllegalArgumentException if no loss has that name; the message names the nearest
     */
    public static LossEntry find(String name) {
        LossEntry entry = Registry.BY_NAME.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "unknown loss '"
                            + name
                            + "': did you mean '"
                            + nearest(name, Registry.BY_NAME.keySet())
                            + "'? known are "
                            + all().stream()
                                    .map(LossEntry::name)
                                    .collect(Collectors.joining(", ")));
        }
        return entry;
    }

    /**
     * Creates a loss with every option at its default.
     *
     * @param name the registry name or an alias
     * @return the loss
     * @throws IllegalArgumentException if the name is unknown, or the loss needs an option
     */
    public static SegmentationLoss create(String name) {
        return create(new LossSpec(name));
    }

    /**
     * Creates a loss.
     *
     * @param spec its name and options
     * @return the loss
     * @throws IllegalArgumentException if the name or an option is unknown, or a value is not
     *     allowed; the message names the value, what is allowed and the nearest known name
     */
    public static SegmentationLoss create(LossSpec spec) {
        return find(spec.name()).create(spec.options());
    }

    /** Why an option is refused: it is another loss's, or nobody's. */
    static String unknownOption(LossEntry loss, String option, Collection<String> known) {
        String others =
                all().stream()
                        .filter(e -> e.options().stream().anyMatch(o -> o.name().equals(option)))
                        .map(LossEntry::name)
                        .collect(Collectors.joining(", "));
        String reason =
                others.isEmpty()
                        ? "unknown option '" + option + "' of " + loss.name()
                        : "option '"
                                + option
                                + "' has no meaning for "
                                + loss.name()
                                + (WHY.containsKey(option) ? ", for " + WHY.get(option) : "")
                                + " (it is one of "
                                + others
                                + ")";
        return reason
                + ": did you mean '"
                + nearest(option, known)
                + "'? "
                + loss.name()
                + " knows "
                + new TreeSet<>(known);
    }

    private static String nearest(String word, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingDouble(name -> unlikeness(word, name)))
                .orElseThrow();
    }

    /** Of the length, or a short name would be near to every word. */
    private static double unlikeness(String word, String name) {
        int changes = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        return (double) changes / Math.max(word.length(), name.length());
    }

    /** The number of insertions, deletions and replacements between two words (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Read at the first use, so that providers may be on the class path in any order. */
    private static final class Registry {

        static final List<LossEntry> ENTRIES =
                Stream.concat(
                                Catalogue.losses().stream(),
                                ServiceLoader.load(LossProvider.class).stream()
                                        .flatMap(provider -> provider.get().losses().stream()))
                        .toList();

        static final Map<String, LossEntry> BY_NAME = byName();

        private static Map<String, LossEntry> byName() {
            Map<String, LossEntry> map = new LinkedHashMap<>();
            for (LossEntry entry : ENTRIES) {
                List<String> names = new ArrayList<>(entry.aliases());
                names.add(0, entry.name());
                for (String name : names) {
                    LossEntry before = map.putIfAbsent(name, entry);
                    if (before != null) {
                        throw new IllegalStateException(
                                "two losses are called '"
                                        + name
                                        + "': "
                                        + before.name()
                                        + " and "
                                        + entry.name()
                                        + "; rename the one that a LossProvider adds");
                    }
                }
            }
            return map;
        }
    }
}
