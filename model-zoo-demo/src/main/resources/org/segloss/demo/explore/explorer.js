"use strict";

/** All scenes of one loss, moved by one slider. */
function showScenes(container, loss) {
    const output = element("output", {});
    const slider = element("input",
        {type: "range", min: 0, max: data.scenes[0].positions.length - 1, value: 3});
    slider.setAttribute("aria-label", `Step of all scenes of ${loss.name}`);
    const figures = element("div", {className: "figures"});
    container.replaceChildren(element("label", {className: "controls"}, "Step ", slider, output), figures);
    const moves = data.scenes.map((scene, i) => {
        const curve = element("div", {className: "curve-box"});
        const words = element("span", {className: "value"});
        const prediction = drawPrediction(data, i);
        const pushes = drawPushes(data, loss, i);
        figures.append(element("figure", {},
            element("figcaption", {}, element("strong", {textContent: scene.title}), " ", words),
            element("div", {className: "pair"}, prediction.node, pushes.node),
            curve));
        return {scene, i, curve, words, prediction, pushes};
    }).map(({scene, i, curve, words, prediction, pushes}) => {
        // Not before all figures stand in their row, which decides how wide they are.
        const mark = drawChart(curve,
            [{name: loss.name, values: loss.values[i], className: "series-0"}], scene, 150);
        return (step) => {
            words.textContent = shown(loss.values[i][step]);
            [prediction.show, pushes.show, mark].forEach((move) => move(step));
        };
    });
    const update = () => {
        const step = slider.valueAsNumber;
        output.textContent = `${step + 1} of ${data.scenes[0].positions.length}`;
        moves.forEach((move) => move(step));
    };
    slider.addEventListener("input", update);
    update();
}

/** Several losses on one scene. */
function compareLosses() {
    const form = document.getElementById("scene");
    const slider = document.getElementById("step");
    const boxes = [...document.querySelectorAll(".chooser input")];
    const wanted = ["dice", "boundary", "soft-cldice", "betti-matching"];
    const present = boxes.filter((box) => wanted.includes(box.value));
    (present.length ? present : boxes.slice(0, 4)).forEach((box) => { box.checked = true; });
    data.scenes.forEach((scene, i) => form.querySelector("fieldset").append(element("label", {},
        element("input", {type: "radio", name: "scene", value: i, checked: i === 2}), scene.title)));
    let moves = [];

    const move = () => {
        const scene = data.scenes[form.elements.scene.value];
        const words = `${scene.axis}: ${scene.positions[slider.valueAsNumber]}`;
        form.querySelector("output").textContent = words;
        slider.setAttribute("aria-valuetext", words);
        moves.forEach((one) => one(slider.valueAsNumber));
    };

    const draw = () => {
        const i = Number(form.elements.scene.value);
        const scene = data.scenes[i];
        const losses = boxes.filter((box) => box.checked)
            .map((box) => data.losses.find((loss) => loss.name === box.value));
        document.getElementById("chosen").textContent = `(${losses.length} chosen)`;
        document.getElementById("story").textContent = scene.story;
        const prediction = drawPrediction(data, i);
        const maps = document.getElementById("maps");
        maps.replaceChildren(
            element("figure", {}, prediction.node, element("figcaption", {textContent: "prediction"})));
        moves = [prediction.show];
        losses.forEach((loss, at) => {
            const pushes = drawPushes(data, loss, i);
            const words = element("span", {className: "value"});
            const key = d3.create("svg").attr("class", "key").attr("viewBox", "0 0 24 8").attr("aria-hidden", true);
            key.append("path").attr("class", `curve ${seriesClass(at)}`).attr("d", "M0 4h24");
            maps.append(element("figure", {}, pushes.node, element("figcaption", {},
                key.node(), element("a", {href: `#loss-${loss.name}`, textContent: loss.name}), " ", words)));
            moves.push(pushes.show, (step) => { words.textContent = shown(loss.values[i][step]); });
        });
        moves.push(drawChart(document.getElementById("curves"),
            losses.map((loss, at) => ({
                name: loss.name, values: normalised(loss.values[i]), className: seriesClass(at),
            })),
            scene, 280));
        move();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => { if (event.target !== slider) draw(); });
    slider.addEventListener("input", move);
    boxes.forEach((box) => box.addEventListener("change", draw));
    window.addEventListener("resize", draw);
    draw();
}

/** Values from 0, the least, to 1. */
function normalised(values) {
    const [least, most] = d3.extent(values);
    return values.map((value) => most > least ? (value - least) / (most - least) : 0);
}

/** Hides what does not have the words that are looked for. */
function findLosses() {
    const field = document.getElementById("find");
    const articles = [...document.querySelectorAll("article")];
    field.addEventListener("input", () => {
        const words = field.value.toLowerCase().split(/\s+/);
        const found = articles.filter((article) => {
            const text = article.dataset.of + " " + article.querySelector("h3").textContent.toLowerCase()
                + article.querySelector(".summary").textContent.toLowerCase();
            return words.every((word) => text.includes(word));
        }).map((article) => article.dataset.of);
        for (const node of document.querySelectorAll("[data-of]")) {
            node.hidden = !found.includes(node.dataset.of);
        }
        for (const family of document.querySelectorAll(".family")) {
            family.hidden = !family.querySelector("[data-of]:not([hidden])");
        }
        document.getElementById("found").textContent = field.value ? `${found.length} found` : "";
    });
}

/** Draws the scenes of a loss when they come near: there are hundreds of pictures. */
function showScenesOnSight() {
    const waiting = new Set(document.querySelectorAll(".scenes"));
    const show = (node) => {
        if (waiting.delete(node)) {
            showScenes(node, data.losses.find((loss) => loss.name === node.dataset.loss));
        }
    };
    const observer = new IntersectionObserver(
        (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
            observer.unobserve(entry.target);
            show(entry.target);
        }),
        {rootMargin: "1000px"});
    waiting.forEach((node) => observer.observe(node));
    window.addEventListener("beforeprint", () => {
        waiting.forEach(show);
        document.querySelectorAll("article details").forEach((details) => { details.open = true; });
    });
}

document.querySelectorAll(".formula, article details").forEach((node) => renderMathInElement(node, {
    delimiters: [
        {left: "\\[", right: "\\]", display: true},
        {left: "\\(", right: "\\)", display: false},
    ],
    throwOnError: false,
}));
compareLosses();
showScenesOnSight();
findLosses();
