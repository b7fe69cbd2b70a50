"use strict";

/** Turns the heads of tables into buttons that sort: numbers from the largest, text from A; then the other way. */
function makeSortable() {
    for (const table of document.querySelectorAll("table.sortable")) {
        [...table.tHead.rows[0].cells].forEach((head, column) => {
            const button = element("button", {type: "button", textContent: head.textContent});
            head.replaceChildren(button);
            button.addEventListener("click", () => {
                const numeric = "number" in head.dataset;
                const first = numeric ? "descending" : "ascending";
                const second = numeric ? "ascending" : "descending";
                const order = head.getAttribute("aria-sort") === first ? second : first;
                [...table.tHead.rows[0].cells].forEach((other) => other.removeAttribute("aria-sort"));
                head.setAttribute("aria-sort", order);
                sortRows(table.tBodies[0], column, numeric, order === "ascending" ? 1 : -1);
            });
        });
    }
}

/** Sorts by a column; what has no number stays at the end. */
function sortRows(body, column, numeric, sign) {
    const key = (row) => numeric ? Number.parseFloat(row.cells[column].dataset.key) : row.cells[column].textContent;
    const compare = (a, b) => {
        if (!numeric) {
            return sign * a.localeCompare(b);
        }
        return Number.isNaN(a) || Number.isNaN(b) ? Number.isNaN(a) - Number.isNaN(b) : sign * (a - b);
    };
    body.append(...[...body.rows].sort((a, b) => compare(key(a), key(b))));
}

/** Shows the rows of the ranking that the chosen engine computed. */
function filterEngines() {
    const form = document.getElementById("engine");
    if (!form) {
        return;
    }
    const update = () => {
        for (const row of document.querySelectorAll("#ranking-table tbody tr")) {
            row.hidden = row.dataset.engine !== form.elements.engine.value;
        }
    };
    form.addEventListener("change", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    update();
}
