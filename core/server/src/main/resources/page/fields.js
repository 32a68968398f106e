// What people choose with: parts of forms that views share.

import { element } from "./dom.js";
import { AGGREGATIONS, change } from "./state.js";

const WAIT_MILLIS = 120;
const MOST_CHIPS = 100;

/** A field for a text to search; listener is called when typing pauses. More holds further attributes of the input. */
export class SearchField {
  constructor(id, label, placeholder, listener, more = {}) {
    this.timer = 0;
    this.listener = listener;
    this.input = element("input", {
      id, type: "search", autocomplete: "off", spellcheck: "false", placeholder, oninput: () => this.later(), ...more,
    });
    this.element = element("div", { class: "search-field" }, element("label", { for: id }, label), this.input);
  }

  /** What was typed, without blanks around it. */
  text() {
    return this.input.value.trim();
  }

  /** Shows the text, unless somebody is typing. */
  show(text) {
    if (this.timer === 0 && this.text() !== text) {
      this.input.value = text;
    }
  }

  later() {
    this.cancel();
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.listener();
    }, WAIT_MILLIS);
  }

  cancel() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}

/** A choice of what a step's value is made of: { element, show(agg) }. */
export function aggregationField(id) {
  const select = element("select", { id, onchange: (event) => change({ agg: event.target.value }) },
    Object.entries(AGGREGATIONS).map(([value, text]) => element("option", { value }, text)));
  return {
    element: element("div", { class: "field" }, element("label", { for: id }, "Value per step"), select),
    show: (agg) => {
      select.value = agg;
    },
  };
}

/** Buttons that are pressed or not, in groups of { name, title, values: [{ value, text }], more }; toggle is called with (name, value). */
export class Chips {
  constructor(toggle) {
    this.toggle = toggle;
    this.shape = "[]";
    this.element = element("div", { class: "filters" });
  }

  /** Shows the groups, with those of the chosen [name, value] pairs pressed. */
  show(groups, chosen) {
    const shape = JSON.stringify(groups);
    if (this.shape !== shape) {
      this.shape = shape;
      this.element.replaceChildren(...groups.map((group) => this.group(group)));
    }
    const pressed = new Set(chosen.map((pair) => JSON.stringify(pair)));
    this.element.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-pressed", String(pressed.has(JSON.stringify([button.dataset.name, button.dataset.value]))));
    });
  }

  group({ name, title, values, more }) {
    const chips = values.slice(0, MOST_CHIPS).map(({ value, text }) =>
      element("button", { type: "button", class: "chip", "data-name": name, "data-value": value, "aria-pressed": "false", onclick: () => this.toggle(name, value) },
        text));
    const rest = more || values.length > MOST_CHIPS ? element("span", { class: "hint" }, "There are more values.") : null;
    return element("fieldset", {}, element("legend", {}, title), element("div", { class: "chips" }, chips, rest));
  }
}
