"use strict";

const data = JSON.parse(document.getElementById("data").textContent);

/** Shows a number with as many digits as one reads. */
const shown = (value) => String(Number(value.toPrecision(4)));

/** Makes an element with text or other elements in it. */
function element(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
}

/** The look of a curve: eight colours, then the same with dashes. */
const seriesClass = (at) => `series-${at % 8}${at < 8 ? "" : " dashed"}`;

/**
 * Puts a drawing with axes into an element, which gives it its width.
 *
 * @param container the element
 * @param spec the domains x and y, whether x counts, the titles of the axes, the height in pixels, and the words for
 *     those who do not see
 * @returns the drawing with its scales and margin
 */
function drawAxes(container, {x, y, whole = false, xTitle, yTitle = "", height, words}) {
    const margin = {top: yTitle ? 20 : 8, right: 10, bottom: 34, left: 44};
    const width = Math.max(200, container.clientWidth);
    const across = d3.scaleLinear(x, [margin.left, width - margin.right]);
    const up = d3.scaleLinear(y, [height - margin.bottom, margin.top]);
    const svg = d3.create("svg")
        .attr("viewBox", [0, 0, width, height])
        .attr("class", "chart")
        .attr("role", "img")
        .attr("aria-label", words);
    svg.append("g").attr("transform", `translate(0,${height - margin.bottom})`)
        .call(d3.axisBottom(across).tickSizeOuter(0)
            .tickValues(across.ticks(width / 60).filter((tick) => !whole || Number.isInteger(tick)))
            .tickFormat(whole ? d3.format("d") : across.tickFormat(width / 60)));
    svg.append("g").attr("transform", `translate(${margin.left},0)`)
        .call(d3.axisLeft(up).ticks(4, "~g").tickSize(margin.left + margin.right - width))
        .call((axis) => axis.select(".domain").remove());
    svg.append("text").attr("class", "axis-title").attr("text-anchor", "middle")
        .attr("x", (margin.left + width - margin.right) / 2).attr("y", height - 4)
        .text(xTitle);
    svg.append("text").attr("class", "axis-title").attr("x", 2).attr("y", 11).text(yTitle);
    container.replaceChildren(svg.node());
    return {svg, x: across, y: up, margin, width};
}
