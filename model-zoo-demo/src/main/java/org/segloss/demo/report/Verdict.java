package org.segloss.demo.report;

import java.util.Comparator;
import java.util.List;

/**
 * A question that the report answers at a glance.
 *
 * @param question the question
 * @param answer a few words
 * @param detail the numbers that stand behind it
 */
record Verdict(String question, String answer, String detail) {

    static List<Verdict> of(Study study, List<PairedTest> tests, List<Agreement> agreements) {
        return List.of(best(study), real(study, tests), agree(study, agreements));
    }

    private static Verdict best(Study study) {
        List<String> labels = study.labels();
        String numbers =
                labels.get(0)
                        + " has a mean Dice of "
                        + numbers(study, labels.get(0))
                        + " after the"
                        + " last epoch";
        if (labels.size() > 1) {
            numbers += ", then " + labels.get(1) + " with " + numbers(study, labels.get(1));
        }
        return new Verdict("Which loss is best?", labels.get(0), numbers + ".");
    }

    private static String numbers(Study study, String label) {
        Estimate dice = Estimate.of(study.of(label), Trained::dice);
        String spread = dice.deviation() == null ? "" : " ± " + Shown.number(dice.deviation());
        return Shown.number(dice.mean()) + spread;
    }

    private static Verdict real(Study study, List<PairedTest> tests) {
        String question = "Is the difference real?";
        if (study.labels().size() == 1) {
            return new Verdict(question, "Nothing to compare", "The experiment has one loss.");
        }
        if (tests.isEmpty()) {
            return new Verdict(
                    question, "Unknown", "These runs have not recorded the Dice of each sample.");
        }
        PairedTest test = tests.get(0);
        List<Long> seeds = study.done().stream().map(Trained::seed).distinct().toList();
        long leads = seeds.stream().filter(seed -> leads(study, test, seed)).count();
        String numbers =
                "Sample by sample, %s is %s than %s by %s on average and higher in %d of %d; p %s by"
                                .formatted(
                                        test.first(),
                                        test.difference() < 0 ? "lower" : "higher",
                                        test.second(),
                                        Shown.number(Math.abs(test.difference())),
                                        test.wins(),
                                        test.samples(),
                                        (test.adjusted() < 1e-4 ? "" : "= ")
                                                + Shown.p(test.adjusted()))
                        + " Wilcoxon’s test, corrected for %d %s. It leads with %d of %d %s."
                                .formatted(
                                        tests.size(),
                                        tests.size() == 1 ? "pair" : "pairs",
                                        leads,
                                        seeds.size(),
                                        seeds.size() == 1 ? "seed" : "seeds");
        return new Verdict(question, answer(test, leads == seeds.size()), numbers);
    }

    private static boolean leads(Study study, PairedTest test, long seed) {
        return dice(study, test.first(), seed) > dice(study, test.second(), seed);
    }

    private static double dice(Study study, String label, long seed) {
        List<Trained> runs = study.of(label).stream().filter(r -> r.seed() == seed).toList();
        return Estimate.of(runs, Trained::dice).mean();
    }

    /** Samples may tell two losses apart where another start would turn them round. */
    private static String answer(PairedTest test, boolean everySeed) {
        if (!test.significant()) {
            return "Not shown";
        }
        if (test.difference() < 0) {
            return "No, rather the other way round";
        }
        return everySeed ? "Yes, on these samples" : "On these samples, but not with every seed";
    }

    private static Verdict agree(Study study, List<Agreement> agreements) {
        String question = "Do the engines agree?";
        if (agreements.isEmpty()) {
            return new Verdict(
                    question,
                    "Nothing to compare",
                    "All runs were on " + study.engines().get(0) + ".");
        }
        List<Agreement> known = agreements.stream().filter(Agreement::computed).toList();
        String agreed =
                known.stream().allMatch(Agreement::agrees)
                        ? "Yes, up to rounding"
                        : "Not on every loss";
        String answer = known.isEmpty() ? "See the numbers" : agreed;
        StringBuilder detail = new StringBuilder();
        agreements.stream()
                .filter(a -> a.firstSteps() != null)
                .max(Comparator.comparing(Agreement::firstSteps))
                .ifPresent(
                        a ->
                                detail.append("The losses of the first steps differ by at most ")
                                        .append(Shown.tiny(a.firstSteps()))
                                        .append(" of their value (")
                                        .append(a.label())
                                        .append("). "));
        agreements.stream()
                .filter(a -> a.dice() != null)
                .max(Comparator.comparing(Agreement::dice))
                .ifPresent(
                        a ->
                                detail.append(
                                                "Rounding grows in training: the final mean Dice of one"
                                                        + " loss and seed differs by at most ")
                                        .append(Shown.number(a.dice()))
                                        .append(" (")
                                        .append(a.label())
                                        .append(")."));
        return new Verdict(question, answer, detail.toString());
    }
}
