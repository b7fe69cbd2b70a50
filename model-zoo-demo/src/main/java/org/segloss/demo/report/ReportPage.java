package org.segloss.demo.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.segloss.demo.experiment.RunResult;
import org.segloss.demo.page.Page;
import org.segloss.demo.page.Resources;
import org.segloss.demo.train.Epoch;

/** One HTML page that needs nothing else: what came out of an experiment. */
public final class ReportPage {

    private ReportPage() {}

    /**
     * Makes the page.
     *
     * @param folder the folder of an experiment
     * @param engines the engines on this machine, which are compared on the same tensors
     * @return the page
     * @throws IllegalArgumentException if the folder holds no run that came to its end, or a file
     *     is damaged
     */
    public static String of(Path folder, List<String> engines) {
        Study study = Study.read(folder);
        List<PairedTest> tests = PairedTest.of(study);
        List<Agreement> agreements = Agreement.of(study, engines);
        List<Reliability> reliability = Reliability.of(study);
        Optional<Overlays> overlays = Overlays.of(study);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", folder.toAbsolutePath().normalize().getFileName());
        page.put("verdicts", Verdict.of(study, tests, agreements));
        page.put("description", Description.of(study));
        page.put("doneCount", study.done().size());
        page.put("failed", failed(study));
        page.put("missing", study.missing());
        page.put("seeds", seeds(study));
        page.put("ranking", Ranking.of(study));
        page.put("engines", study.engines().size() > 1 ? study.engines() : List.of());
        page.put("labels", study.labels());
        page.put("several", study.labels().size() > 1);
        page.put("tests", tests.stream().map(ReportPage::row).toList());
        page.put("classRows", classRows(study));
        page.put("classes", study.classes());
        page.put("overlays", overlays.orElse(null));
        page.put("shown", overlays.map(o -> o.slices().size()).orElse(0));
        page.put("lastSlice", overlays.map(o -> o.slices().size() - 1).orElse(0));
        // In the middle there is most to see.
        page.put("middleSlice", overlays.map(o -> (o.slices().size() - 1) / 2).orElse(0));
        page.put("agreements", agreements.stream().map(ReportPage::row).toList());
        page.put("reliability", reliability);
        page.put("data", Page.json(data(study, reliability, overlays)));
        return Page.of(
                "report/report",
                page,
                List.of(Resources.text("report/tables.js"), Resources.text("report/overlays.js")));
    }

    private static List<Map<String, String>> failed(Study study) {
        return study.recorded().stream()
                .filter(run -> run.result().filter(RunResult::hasFailed).isPresent())
                .map(
                        run ->
                                Map.of(
                                        "run",
                                        run.run().title(),
                                        "reason",
                                        run.result().orElseThrow().reason()))
                .toList();
    }

    private static String seeds(Study study) {
        long seeds = study.done().stream().map(Trained::seed).distinct().count();
        if (seeds == 1) {
            return "There is one seed: nobody knows how far another start would lead, so there is"
                    + " no deviation and no interval.";
        }
        return seeds < 5
                ? "An interval of %d seeds says little: it lies within the %d numbers it is made of."
                        .formatted(seeds, seeds)
                : "There are %d seeds.".formatted(seeds);
    }

    private static Map<String, Object> row(PairedTest test) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("test", test);
        row.put("shownDifference", Shown.signed(test.difference()));
        row.put("shownP", Shown.p(test.p()));
        row.put("shownAdjusted", Shown.p(test.adjusted()));
        return row;
    }

    private static Map<String, Object> row(Agreement agreement) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agreement", agreement);
        row.put("shownSteps", Shown.tiny(agreement.firstSteps()));
        row.put("shownDice", Shown.number(agreement.dice()));
        row.put("shownTime", Shown.ratio(agreement.time()));
        boolean computed = agreement.computed();
        row.put("value", computed ? agreement.tensors().valueDifference() : null);
        row.put("gradient", computed ? agreement.tensors().gradientDifference() : null);
        row.put("shownValue", Shown.tiny((Double) row.get("value")));
        row.put("shownGradient", Shown.tiny((Double) row.get("gradient")));
        row.put("verdict", verdict(agreement));
        return row;
    }

    private static String verdict(Agreement agreement) {
        if (agreement.tensors() == null) {
            return "not computed: an engine is not on this machine";
        }
        if (agreement.tensors().refused() != null) {
            return "not computed: " + agreement.tensors().refused();
        }
        return agreement.agrees()
                ? "agree"
                : String.join("; ", agreement.tensors().disagreements());
    }

    /** A loss and its Dice of each class. */
    record ClassRow(String label, List<Ranking.Cell> cells) {}

    private static List<ClassRow> classRows(Study study) {
        return study.labels().stream()
                .map(
                        label ->
                                new ClassRow(
                                        label,
                                        study.classes().stream()
                                                .map(
                                                        name ->
                                                                Ranking.Cell.of(
                                                                        dice(study, label, name),
                                                                        Shown::number))
                                                .toList()))
                .toList();
    }

    private static Estimate dice(Study study, String label, String className) {
        return Estimate.of(study.of(label), run -> run.result().last().dice().get(className));
    }

    /** What the scripts draw from. */
    private static Map<String, Object> data(
            Study study, List<Reliability> reliability, Optional<Overlays> overlays) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("engines", study.engines());
        data.put("classes", study.classes());
        data.put(
                "losses",
                IntStream.range(0, study.labels().size())
                        .mapToObj(i -> loss(study, study.labels().get(i), reliability, i))
                        .toList());
        data.put("overlays", overlays.orElse(null));
        return data;
    }

    private static Map<String, Object> loss(
            Study study, String label, List<Reliability> reliability, int index) {
        Map<String, Object> loss = new LinkedHashMap<>();
        loss.put("label", label);
        loss.put("runs", study.of(label).stream().map(ReportPage::run).toList());
        loss.put(
                "classes",
                study.classes().stream()
                        .map(name -> Optional.of(dice(study, label, name)))
                        .map(e -> e.filter(estimate -> estimate.seeds() > 0).orElse(null))
                        .collect(Collectors.toList()));
        loss.put("bins", reliability.isEmpty() ? null : reliability.get(index).bins());
        loss.put("error", reliability.isEmpty() ? null : reliability.get(index).cell().mean());
        return loss;
    }

    private static Map<String, Object> run(Trained run) {
        return Map.of(
                "engine", run.engine(),
                "seed", run.seed(),
                "dice", run.epochs().stream().map(Epoch::meanDice).toList(),
                "loss", run.epochs().stream().map(Epoch::loss).toList());
    }
}
