package org.segloss.demo.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.segloss.LossEntry;
import org.segloss.LossEntry.OptionEntry;
import org.segloss.LossSpec;
import org.segloss.demo.compare.Bench;
import org.segloss.demo.page.Outline;
import org.segloss.demo.page.Page;
import org.segloss.demo.page.Resources;

/** One HTML page that needs nothing else: what each loss does, with its formula and options. */
public final class ExplorerPage {

    private static final Pattern PAPER = Pattern.compile("(.*), (https?://\\S+)");

    private ExplorerPage() {}

    /**
     * Sends all scenes through the losses and makes the page.
     *
     * @param losses the losses
     * @param engine the name of the engine that computes
     * @param version its version
     * @return the page
     */
    public static String of(Iterable<LossEntry> losses, String engine, String version) {
        List<Exploration> explorations = new ArrayList<>();
        try (Bench bench = new Bench(engine, 1)) {
            losses.forEach(loss -> explorations.add(Exploration.of(loss, bench)));
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("engine", engine + " " + version);
        page.put("count", explorations.size());
        page.put("side", Scene.SIDE);
        page.put("lastStep", Scene.STEPS - 1);
        page.put("families", families(explorations));
        page.put("data", Page.json(data(explorations)));
        page.put("mathStyle", Resources.styleWithFonts("katex", "dist/", "katex.min.css"));
        return Page.of(
                "explore/explorer",
                page,
                List.of(
                        Resources.webJar("katex", "dist/katex.min.js"),
                        Resources.webJar("katex", "dist/contrib/auto-render.min.js"),
                        Resources.text("explore/chart.js"),
                        Resources.text("explore/pictures.js")));
    }

    private static List<Map<String, Object>> families(List<Exploration> explorations) {
        return explorations.stream()
                .collect(
                        Collectors.groupingBy(
                                exploration -> exploration.loss().family(),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .entrySet()
                .stream()
                .map(
                        family ->
                                Map.<String, Object>of(
                                        "family",
                                        family.getKey(),
                                        "losses",
                                        family.getValue().stream().map(ExplorerPage::row).toList()))
                .toList();
    }

    /** What the page says of a loss in words. */
    private static Map<String, Object> row(Exploration exploration) {
        LossEntry loss = exploration.loss();
        LossNotes notes = LossNotes.of(loss);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", loss.name());
        row.put("aliases", String.join(", ", loss.aliases()));
        row.put("summary", loss.summary());
        Matcher paper = PAPER.matcher(loss.paper());
        row.put("paper", paper.matches() ? paper.group(1) : loss.paper());
        row.put("link", paper.matches() ? paper.group(2) : null);
        row.put("formulas", notes.formulas());
        row.put("notes", notes.paragraphs());
        row.put("options", loss.options().stream().map(ExplorerPage::option).toList());
        row.put("refusal", exploration.refusal());
        Setting setting = exploration.setting();
        row.put("setting", setting.reason() == null ? null : setting);
        row.put("spec", new LossSpec(loss.name(), setting.options()).toString());
        return row;
    }

    private static Map<String, Object> option(OptionEntry option) {
        return Map.of(
                "name",
                option.name(),
                "type",
                option.type(),
                "default",
                option.required() ? "required" : Objects.toString(option.defaultValue(), "none"),
                "description",
                option.description());
    }

    /** What the scripts draw from. */
    private static Map<String, Object> data(List<Exploration> explorations) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("side", Scene.SIDE);
        data.put("predictions", Sheet.predictions());
        data.put("scenes", Scene.ALL.stream().map(ExplorerPage::scene).toList());
        data.put(
                "losses",
                explorations.stream()
                        .filter(exploration -> exploration.refusal() == null)
                        .map(ExplorerPage::pictures)
                        .toList());
        return data;
    }

    private static Map<String, Object> scene(Scene scene) {
        return Map.of(
                "title",
                scene.title(),
                "story",
                scene.story(),
                "axis",
                scene.axis(),
                "positions",
                IntStream.range(0, Scene.STEPS).mapToObj(scene::position).toList(),
                "outline",
                Outline.of(Scene.SIDE, Scene.PIXELS, scene::labelled));
    }

    private static Map<String, Object> pictures(Exploration exploration) {
        return Map.of(
                "name",
                exploration.loss().name(),
                "pushes",
                Sheet.pushes(exploration.journeys()),
                "values",
                exploration.journeys().stream().map(Journey::values).toList());
    }
}
