"use strict";

/** Says in words what a curve shows. */
function describeCurve(name, values, positions) {
    const least = d3.minIndex(values);
    return `${name}: ${shown(values[0])} at ${positions[0]}, least ${shown(values[least])} at `
        + `${positions[least]}, ${shown(values.at(-1))} at ${positions.at(-1)}`;
}

/**
 * Draws curves over the steps of a scene, with a marker at one of them.
 *
 * @param container the element that gets the drawing
 * @param series name, values and class of each curve
 * @param scene the scene that the values belong to
 * @param height in pixels
 * @returns a function that moves the marker to a step
 */
function drawChart(container, series, scene, height) {
    const [least, most] = d3.extent(series.flatMap((one) => one.values));
    const {svg, x, y, margin} = drawAxes(container, {
        x: d3.extent(scene.positions),
        // A flat curve lies on the ground of its picture, whatever its height.
        y: [least, most > least ? most : least + 1],
        xTitle: scene.axis,
        height,
        words: `Value over ${scene.axis}. `
            + series.map((one) => describeCurve(one.name, one.values, scene.positions)).join("; "),
    });
    const line = d3.line((_, step) => x(scene.positions[step]), y);
    for (const one of series) {
        svg.append("path").attr("class", `curve ${one.className}`).attr("d", line(one.values));
    }
    const rule = svg.append("line").attr("class", "marker").attr("y1", margin.top).attr("y2", height - margin.bottom);
    const dots = series.map((one) => svg.append("circle").attr("class", `dot ${one.className}`).attr("r", 4));
    return (step) => {
        rule.attr("x1", x(scene.positions[step])).attr("x2", x(scene.positions[step]));
        dots.forEach((dot, i) => dot.attr("cx", x(scene.positions[step])).attr("cy", y(series[i].values[step])));
    };
}
