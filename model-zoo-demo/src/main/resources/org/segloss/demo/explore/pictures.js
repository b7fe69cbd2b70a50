"use strict";

/**
 * Draws one picture of a scene: a window onto a sheet of frames, the label's border on top.
 *
 * @param data what the page was made with
 * @param sheet the sheet, an image with a row for each scene and a column for each step
 * @param sceneIndex which scene
 * @param describe gives the words for a step
 * @returns the drawing, and a function that brings it to a step
 */
function drawPicture(data, sheet, sceneIndex, describe) {
    const scene = data.scenes[sceneIndex];
    const svg = d3.create("svg")
        .attr("viewBox", [0, 0, data.side, data.side])
        .attr("class", "picture")
        .attr("role", "img");
    const frames = svg.append("image")
        .attr("href", sheet)
        .attr("width", data.side * scene.positions.length)
        .attr("height", data.side * data.scenes.length)
        .attr("y", -data.side * sceneIndex);
    svg.append("path").attr("class", "border").attr("d", scene.outline);
    const show = (step) => {
        frames.attr("x", -data.side * step);
        svg.attr("aria-label", describe(step));
    };
    return {node: svg.node(), show};
}

/** The picture of the prediction. */
function drawPrediction(data, sceneIndex) {
    const scene = data.scenes[sceneIndex];
    return drawPicture(data, data.predictions, sceneIndex,
        (step) => `Prediction, ${scene.axis} ${scene.positions[step]}; the border of the label on top`);
}

/** The picture of what a loss wants. */
function drawPushes(data, loss, sceneIndex) {
    const scene = data.scenes[sceneIndex];
    return drawPicture(data, loss.pushes, sceneIndex,
        (step) => `Where ${loss.name} wants more or less of the disk, ${scene.axis} ${scene.positions[step]}`);
}
