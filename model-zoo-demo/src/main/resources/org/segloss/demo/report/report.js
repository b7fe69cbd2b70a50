"use strict";

const losses = data.losses.map((loss, index) => ({...loss, index}));

/** Means of several curves, epoch by epoch, as far as the longest one goes. */
function meanCurve(curves) {
    const length = d3.max(curves, (curve) => curve.length) ?? 0;
    return d3.range(length).map((at) => d3.mean(curves, (curve) => curve[at]));
}

/** Colour and symbol of a series, so that colour is not the only cue. */
const symbolPath = (index, size) => d3.symbol(d3.symbolsFill[index % d3.symbolsFill.length], size)();

/** A piece of a curve, as it looks in a chart. */
function curveKey(index) {
    const svg = d3.create("svg").attr("viewBox", "0 0 28 12").attr("aria-hidden", true);
    svg.append("path").attr("class", `curve ${seriesClass(index)}`).attr("d", "M0 6h28");
    svg.append("path").attr("class", `symbol ${seriesClass(index)}`).attr("d", symbolPath(index, 60))
        .attr("transform", "translate(14,6)");
    return svg.node();
}

/** Fills a legend with names in the order of their series. */
function fillLegend(id, names) {
    document.getElementById(id)?.replaceChildren(
        ...names.map((name, index) => element("li", {}, curveKey(index), name)));
}

/**
 * Draws curves over the epochs.
 *
 * @param container the element that gets the drawing
 * @param series name, index and values of each curve, and the runs that it is the mean of
 * @param options the title of the vertical axis, the height, and whether runs are a band or lines
 */
function drawCurves(container, series, {yTitle, height, band}) {
    const all = series.flatMap((one) => one.runs).flat().filter(Number.isFinite);
    if (!all.length) {
        container.replaceChildren(element("p", {className: "note", textContent: "No data: metrics.json is missing."}));
        return;
    }
    const epochs = d3.max(series, (one) => one.values.length);
    const [least, most] = d3.extent(all);
    const room = (most - least) * 0.05 || 0.01;
    const {svg, x, y} = drawAxes(container, {
        x: epochs > 1 ? [1, epochs] : [0.5, 1.5],
        y: [least - room, most + room],
        whole: true,
        xTitle: "epoch",
        yTitle,
        height,
        words: `${yTitle} over ${epochs} epochs. ` + series.map((one) =>
            `${one.name}: ${shown(one.values[0])} at first, ${shown(one.values.at(-1))} at last`).join("; "),
    });
    const line = d3.line((_, at) => x(at + 1), y).defined(Number.isFinite);
    for (const one of series) {
        const look = seriesClass(one.index);
        if (band) {
            const ends = d3.range(one.values.length).map((at) => d3.extent(one.runs, (run) => run[at]));
            svg.append("path").attr("class", `band ${look}`).attr("d",
                d3.area((_, at) => x(at + 1), ([low]) => y(low), ([, high]) => y(high))(ends));
        } else {
            svg.selectAll(null).data(one.runs).join("path").attr("class", `run ${look}`).attr("d", line);
        }
    }
    for (const one of series) {
        const look = seriesClass(one.index);
        svg.append("path").attr("class", `curve ${look}`).attr("d", line(one.values));
        const every = Math.ceil(one.values.length / 6);
        const marked = d3.range(one.values.length).filter((at) => (one.values.length - 1 - at) % every === 0);
        svg.selectAll(null).data(marked).join("path")
            .attr("class", `symbol ${look}`)
            .attr("d", symbolPath(one.index, 60))
            .attr("transform", (at) => `translate(${x(at + 1)},${y(one.values[at])})`);
    }
}

/** A figure with a caption in a row of figures; returns where its drawing goes. */
function figure(row, caption, ...more) {
    const box = element("div", {});
    row.append(element("figure", {}, element("figcaption", {textContent: caption}), box, ...more));
    return box;
}

/** Draws one figure for each item, all of them after all stand in their row, which decides how wide they are. */
function drawFigures(id, items, caption, draw) {
    const row = document.getElementById(id);
    if (!row) {
        return;
    }
    row.replaceChildren();
    items.map((item) => [item, figure(row, caption(item))]).forEach(([item, box]) => draw(item, box));
}

function drawTraining() {
    fillLegend("losses-legend", losses.map((loss) => loss.label));
    const curves = (loss, what) => loss.runs.map((run) => run[what]);
    drawCurves(document.getElementById("dice-curves"), losses.map((loss) => ({
        name: loss.label, index: loss.index, runs: curves(loss, "dice"), values: meanCurve(curves(loss, "dice")),
    })), {yTitle: "mean Dice", height: 320, band: true});
    drawFigures("loss-curves", losses, (loss) => loss.label, (loss, box) => drawCurves(box, [{
        name: loss.label, index: loss.index, runs: curves(loss, "loss"), values: meanCurve(curves(loss, "loss")),
    }], {yTitle: "training loss", height: 190}));
}

function drawEngines() {
    fillLegend("engines-legend", data.engines);
    drawFigures("engine-curves", losses, (loss) => loss.label, (loss, box) => {
        const series = data.engines.map((engine, index) => {
            const runs = loss.runs.filter((run) => run.engine === engine).map((run) => run.dice);
            return {name: engine, index, runs, values: meanCurve(runs)};
        });
        drawCurves(box, series.filter((one) => one.runs.length), {yTitle: "mean Dice", height: 190});
    });
}

/** A class: a bar for each loss, its name and number beside it. */
function drawBars(box, at) {
    const bars = losses.filter((loss) => loss.classes[at]);
    const step = 40;
    const width = Math.max(200, box.clientWidth);
    const x = d3.scaleLinear([0, 1], [0, width - 4]);
    const svg = d3.create("svg").attr("viewBox", [0, 0, width, step * bars.length + 20])
        .attr("class", "chart").attr("role", "img")
        .attr("aria-label", `Dice of ${data.classes[at]}. `
            + bars.map((loss) => `${loss.label}: ${shown(loss.classes[at].mean)}`).join("; "));
    bars.forEach((loss, i) => {
        const {mean, low, high} = loss.classes[at];
        const top = i * step;
        svg.append("path").attr("class", `symbol ${seriesClass(loss.index)}`).attr("d", symbolPath(loss.index, 60))
            .attr("transform", `translate(6,${top + 11})`);
        svg.append("text").attr("class", "bar-label").attr("x", 16).attr("y", top + 15).text(loss.label);
        svg.append("text").attr("class", "bar-value").attr("x", width - 4).attr("y", top + 15)
            .attr("text-anchor", "end").text(mean.toFixed(4));
        svg.append("rect").attr("class", `bar ${seriesClass(loss.index)}`)
            .attr("y", top + 20).attr("width", x(mean)).attr("height", 14);
        if (low !== null) {
            const whisker = (d) => svg.append("path").attr("class", "whisker").attr("d", d);
            whisker(`M${x(low)} ${top + 27}H${x(high)}M${x(low)} ${top + 22}v10M${x(high)} ${top + 22}v10`);
        }
    });
    svg.append("g").attr("transform", `translate(0,${step * bars.length})`)
        .call(d3.axisBottom(x).ticks(5).tickSizeOuter(0))
        .call((axis) => axis.select(".tick:first-of-type text").attr("text-anchor", "start"))
        .call((axis) => axis.select(".tick:last-of-type text").attr("text-anchor", "end"));
    box.replaceChildren(svg.node());
}

/** A reliability diagram. */
function drawReliability(loss, box) {
    const total = d3.sum(loss.bins, (bin) => bin.decisions);
    const filled = loss.bins.map((bin, at) => ({...bin, at})).filter((bin) => bin.decisions);
    const {svg, x, y} = drawAxes(box, {
        x: [0, 1], y: [0, 1], xTitle: "confidence", yTitle: "accuracy", height: 240,
        words: `Reliability of ${loss.label}, ECE ${loss.error}. ` + filled.map((bin) =>
            `confidence ${shown(bin.confidence / bin.decisions)}: right ${shown(bin.right / bin.decisions)}`).join("; "),
    });
    const wide = 1 / loss.bins.length;
    svg.selectAll(null).data(filled).join("rect").attr("class", `bar ${seriesClass(loss.index)}`)
        .attr("x", (bin) => x(bin.at * wide) + 1).attr("width", x(wide) - x(0) - 2)
        .attr("y", (bin) => y(bin.right / bin.decisions))
        .attr("height", (bin) => y(0) - y(bin.right / bin.decisions));
    svg.append("path").attr("class", "diagonal").attr("d", `M${x(0)} ${y(0)}L${x(1)} ${y(1)}`);
    svg.selectAll(null).data(filled).join("circle").attr("class", `dot ${seriesClass(loss.index)}`)
        .attr("cx", (bin) => x(bin.confidence / bin.decisions)).attr("cy", (bin) => y(bin.right / bin.decisions))
        .attr("r", (bin) => 2 + 6 * Math.sqrt(bin.decisions / total));
}

function drawAll() {
    drawTraining();
    drawEngines();
    drawFigures("class-bars", data.classes, (name) => name, (name, box) => drawBars(box, data.classes.indexOf(name)));
    drawFigures("reliability", losses.filter((loss) => loss.bins), (loss) => `${loss.label}: ECE ${loss.error}`,
        drawReliability);
}

document.querySelectorAll(".mark").forEach((mark) => mark.append(curveKey(Number(mark.dataset.series))));
makeSortable();
filterEngines();
if (data.overlays) {
    showOverlays(data.overlays);
}
drawAll();
let drawn = window.innerWidth;
window.addEventListener("resize", () => {
    // A phone that hides its address bar is as wide as before.
    if (window.innerWidth !== drawn) {
        drawn = window.innerWidth;
        drawAll();
    }
});
window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
});
