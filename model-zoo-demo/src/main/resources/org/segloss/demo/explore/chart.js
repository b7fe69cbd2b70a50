"use strict";

/** Shows a number with as many digits as one reads. */
const shown = (value) => String(Number(value.toPrecision(4)));

/** Says in words what a curve shows. */
function describeCurve(name, values, positions) {
    const least = d3.minIndex(values);
    return `${name}: ${shown(values[0])} at ${positions[0]}, least ${shown(values[least])} at `
        + `${positions[least]}, ${shown(values.at(-1))} at ${positions.at(-1)}`;
}

/**
 * Draws curves over the steps of a scene, with a marker at one of them.
 *
 * @param container the element that gets the drawing, and gives it its width
 * @param series name, values and class of each curve
 * @param scene the scene that the values belong to
 * @param height in pixels
 * @returns a function that moves the marker to a step
 */
function drawChart(container, series, scene, height) {
    const margin = {top: 8, right: 10, bottom: 34, left: 44};
    const width = Math.max(200, container.clientWidth);
    const x = d3.scaleLinear(d3.extent(scene.positions), [margin.left, width - margin.right]);
    const [least, most] = d3.extent(series.flatMap((one) => one.values));
    // A flat curve lies on the ground of its picture, whatever its height.
    const y = d3.scaleLinear([least, most > least ? most : least + 1], [height - margin.bottom, margin.top]);
    const svg = d3.create("svg")
        .attr("viewBox", [0, 0, width, height])
        .attr("class", "chart")
        .attr("role", "img")
        .attr("aria-label", `Value over ${scene.axis}. `
            + series.map((one) => describeCurve(one.name, one.values, scene.positions)).join("; "));
    svg.append("g").attr("transform", `translate(0,${height - margin.bottom})`)
        .call(d3.axisBottom(x).ticks(width / 60).tickSizeOuter(0));
    svg.append("g").attr("transform", `translate(${margin.left},0)`)
        .call(d3.axisLeft(y).ticks(4, "~g").tickSize(margin.left + margin.right - width))
        .call((axis) => axis.select(".domain").remove());
    svg.append("text").attr("class", "axis-title").attr("text-anchor", "middle")
        .attr("x", (margin.left + width - margin.right) / 2).attr("y", height - 4)
        .text(scene.axis);
    const line = d3.line((_, step) => x(scene.positions[step]), y);
    for (const one of series) {
        svg.append("path").attr("class", `curve ${one.className}`).attr("d", line(one.values));
    }
    const rule = svg.append("line").attr("class", "marker").attr("y1", margin.top).attr("y2", height - margin.bottom);
    const dots = series.map((one) => svg.append("circle").attr("class", `dot ${one.className}`).attr("r", 4));
    container.replaceChildren(svg.node());
    return (step) => {
        rule.attr("x1", x(scene.positions[step])).attr("x2", x(scene.positions[step]));
        dots.forEach((dot, i) => dot.attr("cx", x(scene.positions[step])).attr("cy", y(series[i].values[step])));
    };
}
