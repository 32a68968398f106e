// The table below a plot: what its lines are, and the text alternative of the drawing.

import { element, setText } from "./dom.js";
import { withUnit } from "./format.js";
import { swatch } from "./cursor.js";

const NUMBERS = ["last", "min", "avg", "max"];

/** Last, smallest, average and largest value of each series; the name is a button that hides and shows the line. */
export class Legend {
  /** @param toggle called with (key, alone): alone asks for this series and no other */
  constructor(caption, toggle) {
    this.toggle = toggle;
    this.rows = new Map();
    this.body = element("tbody");
    const head = [element("th", { scope: "col" }, "Series"), ...NUMBERS.map((name) => element("th", { scope: "col", class: "numeric" }, name))];
    this.caption = element("caption", { class: "hidden-text" }, caption);
    this.element = element("div", { class: "legend" },
      element("table", {}, this.caption, element("thead", {}, element("tr", {}, head)), this.body));
  }

  entitle(caption) {
    setText(this.caption, caption);
  }

  show(series, hidden) {
    const shown = new Set(series.map((one) => one.key));
    for (const [key, row] of this.rows) {
      if (!shown.has(key)) {
        row.element.remove();
        this.rows.delete(key);
      }
    }
    series.forEach((one, index) => {
      const row = this.rows.get(one.key) ?? this.add(one);
      if (this.body.children[index] !== row.element) {
        this.body.insertBefore(row.element, this.body.children[index] ?? null);
      }
      this.update(row, one, hidden.has(one.key));
    });
  }

  add(one) {
    const sign = element("span", {}, swatch(one.look));
    const name = element("span", { class: "name" });
    const button = element("button", {
      type: "button",
      title: "Hide or show; with Shift only this one",
      onclick: (event) => this.toggle(one.key, event.shiftKey),
    }, sign, name);
    const cells = NUMBERS.map(() => element("td", { class: "numeric" }));
    const row = { element: element("tr", {}, element("th", { scope: "row" }, button), cells), button, sign, name, cells, look: one.look };
    this.rows.set(one.key, row);
    return row;
  }

  update(row, one, hidden) {
    if (row.look.colour !== one.look.colour || row.look.dash !== one.look.dash) {
      row.look = one.look;
      row.sign.replaceChildren(swatch(one.look));
    }
    setText(row.name, one.label);
    row.button.setAttribute("aria-pressed", String(!hidden));
    row.element.classList.toggle("off", hidden);
    NUMBERS.forEach((name, index) => setText(row.cells[index], withUnit(one[name], one.unit)));
  }
}
