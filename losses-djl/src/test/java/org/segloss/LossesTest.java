package org.segloss;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.compound.DiceCrossEntropy;

/** The catalogue, and losses made from what it says. */
class LossesTest {

    /** What an option without a default takes. */
    private static final Map<String, Object> REQUIRED =
            Map.of(
                    "losses",
                    List.of("dice"),
                    "distanceMatrix",
                    List.of(List.of(0, 1), List.of(1, 0)));

    static List<LossEntry> all() {
        return Losses.all();
    }

    static Stream<LossSpec> everyOptionAtItsDefault() {
        return Losses.all().stream()
                .flatMap(
                        loss ->
                                loss.options().stream()
                                        .filter(option -> !option.required())
                                        .map(option -> with(loss, option)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowIsComplete(LossEntry loss) {
        assertTrue(loss.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), loss.name());
        assertTrue(loss.family().matches("[a-z]+"), loss.family());
        assertFalse(loss.summary().isBlank());
        assertTrue(loss.paper().matches(".*\\b(19|20)\\d\\d\\b.* ?https://\\S+"), loss.paper());
        for (OptionEntry option : loss.options()) {
            assertFalse(option.description().isBlank(), option::name);
            assertFalse(option.type().contains("["), option::type);
        }
    }

    @Test
    void namesAndAliasesAreUnique() {
        List<String> names = new ArrayList<>();
        for (LossEntry loss : Losses.all()) {
            names.add(loss.name());
            names.addAll(loss.aliases());
            loss.aliases().forEach(alias -> assertSame(loss, Losses.find(alias)));
        }
        assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aLossIsBuiltFromItsNameUnlessItNeedsAnOption(LossEntry loss) {
        for (OptionEntry option : loss.options()) {
            if (option.required()) {
                assertRefused(loss.name(), "needs the option '" + option.name() + "'");
                return;
            }
        }
        assertEquals(loss.name(), Losses.create(loss.name()).getName());
    }

    @ParameterizedTest
    @MethodSource("everyOptionAtItsDefault")
    void aDefaultIsAValueThatMayBeGiven(LossSpec spec) {
        LossSpec read = LossSpec.parse(spec.toJson());
        assertEquals(spec.toJson(), read.toJson());
        assertEquals(Losses.create(spec).getClass(), Losses.create(read).getClass());
    }

    @ParameterizedTest
    @CsvSource({
        "dise, dice",
        "DICE, dice",
        "dice_ce, dice-ce",
        "crossentropy, cross-entropy",
        "lovaszsoftmax, lovasz-softmax",
        "boundery, boundary",
        "jacard, jaccard"
    })
    void anUnknownLossNamesTheNearest(String name, String nearest) {
        assertRefused(name, "unknown loss '" + name + "': did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @CsvSource({
        "smoothnumerator, smoothNumerator",
        "smoothNum, smoothNumerator",
        "square, squared"
    })
    void anUnknownOptionNamesTheNearest(String option, String nearest) {
        assertRefused(
                spec("dice", "\"" + option + "\": 1"),
                "unknown option '" + option + "' of dice: did you mean '" + nearest + "'?");
    }

    @Test
    void oneRatioForAllClassesKnowsNoAbsentOne() {
        assertRefused(
                spec("dice", "\"poolClasses\": true, \"absentClass\": \"skip\""),
                "absentClass = skip has no meaning with poolClasses");
    }

    @Test
    void anOptionOfAnotherLossSaysWhoseItIs() {
        assertRefused(
                spec("dice", "\"percent\": 1"),
                "option 'percent' has no meaning for dice (it is one of top-k, dice-top-k)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "tversky | alpha | -1 | alpha = -1: allowed is 0 or more",
                "tversky | alpha | 1e50 | alpha = Infinity: allowed is 0 or more",
                "tversky | alpha | \"NaN\" | alpha = NaN: allowed is 0 or more",
                "tversky | alpha | \"0.3\" | tversky: alpha = 0.3: allowed is number (",
                "tversky | alpha | true | tversky: alpha = true: allowed is number (",
                "tversky | alpha | [0.3] | tversky: alpha = [0.3]: allowed is number (",
                "dice | smoothNumerator | -1 | smoothNumerator = -1: allowed is 0 or more",
                "dice | squared | 1 | dice: squared = 1: allowed is true or false (",
                "dice | squared | \"true\" | dice: squared = true: allowed is true or false (",
                "dice | ignoreIndex | 1.5 | dice: ignoreIndex = 1.5: allowed is whole number (",
                "dice | ignoreIndex | 3000000000 | dice: ignoreIndex = 3000000000: allowed is",
                "dice | reduction | \"max\" | dice: reduction = max: allowed is mean, sum, none (",
                "dice | reduction | 0 | dice: reduction = 0: allowed is mean, sum, none (",
                "dice | reduction | \"\" | dice: reduction = : allowed is mean, sum, none (",
                "dice | classWeights | [1, -1] | classWeights = [1.0, -1.0]: weights are",
                "dice | classWeights | [1, null] | dice: classWeights = [1, null]: allowed is list",
                "dice | classWeights | \"1\" | dice: classWeights = 1: allowed is list of numbers",
                "boundary | classes | \"some\" | classes = 'some': allowed are all, foreground",
                "boundary | classes | [1, 1] | classes = [1, 1]: give at least one",
                "boundary | classes | [1.5] | classes holds '1.5'",
                "top-k | percent | 101 | percent = 101: allowed is 0 to 100",
                "top-k | minKept | 0 | minKept = 0",
                "top-k | reduction | \"none\" | reduction = none: the selected voxels form no map",
                "ce | labelSmoothing | 2 | labelSmoothing = 2: allowed is 0 to 1",
                "dice-ce | weightDice | -1 | weightDice = -1: allowed is 0 or more",
                "dice-ce | squared | 1 | dice-ce: squared = 1: allowed is true or false (",
                "weighted-sum | losses | [] | give at least one loss",
                "weighted-sum | losses | [null] | weighted-sum: losses = [null]: allowed is list",
                "weighted-sum | losses | [\"dize\"] | unknown loss 'dize': did you mean 'dice'?",
                "weighted-sum | losses | [{\"name\": \"tversky\", \"options\": {\"alpha\": true}}]"
                        + " | tversky: alpha = true: allowed is number ("
            })
    void aValueThatIsNotAllowedIsNamed(String loss, String option, String value, String reason) {
        String message = assertRefused(spec(loss, "\"" + option + "\": " + value), reason);
        assertFalse(message.contains("jackson") || message.contains("Source:"), message);
        assertFalse(message.contains("Deserialization"), message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "dice | reduction | \"Sum\"",
                "dice | classWeights | 1",
                "boundary | classes | \"Present\"",
                "boundary | classes | [2, 1]",
                "weighted-sum | losses | \"dice\"",
                "tversky | alpha | 1",
                "dice | ignoreIndex | null"
            })
    void aValueMayBeGivenInEveryFormThatHasOneMeaning(String loss, String option, String value) {
        Losses.create(LossSpec.parse(spec(loss, "\"" + option + "\": " + value)));
    }

    @Test
    void anOptionGivenTwiceIsRefused() {
        assertRefused(spec("tversky", "\"alpha\": 0.1, \"alpha\": 0.2"), "Duplicate field 'alpha'");
    }

    @Test
    void optionsOfTheProgrammersOwnTypesAreTaken() {
        Losses.create(
                new LossSpec(
                        "weighted-sum",
                        Map.of(
                                "losses",
                                List.of(new LossSpec("dice"), "ce"),
                                "weights",
                                new float[] {1, 2})));
    }

    @Test
    void theOptionsOfAPartReachIt() {
        // A value that only the part refuses.
        assertRefused(
                spec("dice-ce", "\"smoothDenominator\": -1"),
                "smoothDenominator = -1: allowed is 0 or more");
        assertRefused(spec("dice-ce", "\"positiveWeights\": [-1]"), "positiveWeights = [-1.0]");
        assertRefused(spec("dice-ce", "\"labelSmoothing\": -1"), "labelSmoothing = -1");
    }

    @Test
    void aCompoundListsItsOwnOptionsThenThoseOfItsPartsOnce() {
        List<String> names =
                Losses.find("dice-ce").options().stream().map(OptionEntry::name).toList();
        assertEquals(List.of("weightCrossEntropy", "weightDice"), names.subList(0, 2));
        assertTrue(names.containsAll(List.of("squared", "positiveWeights", "classWeights")));
        assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
    }

    @Test
    void aBuilderNamesItsLossAfterItsClass() {
        assertAll(
                () ->
                        assertEquals(
                                "DiceCrossEntropy", DiceCrossEntropy.builder().build().getName()),
                () ->
                        assertEquals(
                                "mine",
                                DiceCrossEntropy.builder().optName("mine").build().getName()));
    }

    private static LossSpec with(LossEntry loss, OptionEntry option) {
        Map<String, Object> options = new LinkedHashMap<>();
        loss.options().stream()
                .filter(OptionEntry::required)
                .forEach(o -> options.put(o.name(), REQUIRED.get(o.name())));
        options.put(option.name(), option.defaultValue());
        return new LossSpec(loss.name(), options);
    }

    private static String spec(String loss, String options) {
        return "{\"name\": \"" + loss + "\", \"options\": {" + options + "}}";
    }

    private static String assertRefused(String spec, String reason) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> Losses.create(LossSpec.parse(spec)));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        return e.getMessage();
    }
}
