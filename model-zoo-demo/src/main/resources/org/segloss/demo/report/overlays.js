"use strict";

/** One image with outlines; returns the figure, and a function that brings it to a slice. */
function drawPanel(overlays, run, caption) {
    const {width, height} = overlays;
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("role", "img");
    const image = svg.append("image").attr("href", overlays.images)
        .attr("width", width).attr("height", height * overlays.slices.length);
    const predicted = overlays.colours.slice(1).map((colour) =>
        svg.append("path").attr("class", "prediction").attr("stroke", colour));
    const reference = svg.append("path").attr("class", "reference");
    const words = element("span", {className: "fine"});
    const show = (slice) => {
        const dice = run.dice[slice];
        image.attr("y", -height * slice);
        predicted.forEach((path, at) => path.attr("d", run.outlines[slice][at]));
        reference.attr("d", overlays.reference[slice].join(""));
        words.textContent = dice === null ? "no Dice" : `Dice ${dice.toFixed(3)}`;
        svg.attr("aria-label", `${overlays.slices[slice]}: prediction of ${run.label} on ${run.engine}, `
            + `seed ${run.seed}, and reference; ${words.textContent}`);
    };
    return {node: element("figure", {}, svg.node(), element("figcaption", {}, caption, " ", words)), show};
}

/** The pictures, moved by one slider: one run of each loss, or all runs of a loss. */
function showOverlays(overlays) {
    const form = document.getElementById("pictures");
    const which = document.getElementById("which");
    const slider = document.getElementById("slice");
    const panels = document.getElementById("panels");
    const labels = [...new Set(overlays.runs.map((run) => run.label))];
    if (labels.length > 1) {
        which.append(element("option", {value: "", textContent: "each loss, one run"}));
    }
    labels.forEach((label) => which.append(element("option", {value: label, textContent: label})));
    fillClassLegend(overlays);
    let moves = [];

    const move = () => {
        const slice = slider.valueAsNumber;
        const words = `${overlays.slices[slice]} (${slice + 1} of ${overlays.slices.length})`;
        slider.setAttribute("aria-valuetext", words);
        form.querySelector("output").textContent = words;
        moves.forEach((show) => show(slice));
    };
    const draw = () => {
        const chosen = which.value
            ? overlays.runs.filter((run) => run.label === which.value)
            : labels.map((label) => overlays.runs.find((run) => run.label === label));
        const drawn = chosen.map((run) => drawPanel(overlays, run,
            which.value ? `${run.engine}, seed ${run.seed}:` : `${run.label} (${run.engine}, seed ${run.seed}):`));
        panels.replaceChildren(...drawn.map((panel) => panel.node));
        moves = drawn.map((panel) => panel.show);
        move();
    };
    for (const what of ["prediction", "reference"]) {
        const box = document.getElementById(`show-${what}`);
        box.addEventListener("change", () => panels.classList.toggle(`hide-${what}`, !box.checked));
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    which.addEventListener("change", draw);
    slider.addEventListener("input", move);
    draw();
}

/** The colours of the classes and the two kinds of line. */
function fillClassLegend(overlays) {
    const key = (colour, dashes) => {
        const svg = d3.create("svg").attr("viewBox", "0 0 28 12").attr("aria-hidden", true).attr("class", "on-dark");
        svg.append("path").attr("d", "M2 6h24").attr("stroke", colour).attr("stroke-width", 3)
            .attr("stroke-dasharray", dashes);
        return svg.node();
    };
    document.getElementById("class-legend").append(
        ...overlays.classNames.slice(1).map((name, at) =>
            element("li", {}, key(overlays.colours[at + 1], null), `${name}, predicted`)),
        element("li", {}, key("#fff", "4 3"), "reference"));
}
