// The datapoints of an agent as a table: those with one key together, each with a tick that puts it into the chart.

import { seen } from "./agentlist.js";
import { element, setText } from "./dom.js";
import { isText, kindOf, sectionsOf, tellingNames, unitOf, valuesOf } from "./datapoints.js";
import { count } from "./format.js";
import { MOST_CHOSEN, state } from "./state.js";

const FIRST = 100;
const STEP = 200;
const TITLES = ["Datapoint", "Unit", "Kind", "Last seen"];

export class DatapointList {
  /** @param choose called with all numbers that are to be in the chart, and whether to go and look at it */
  constructor(choose) {
    this.choose = choose;
    this.most = FIRST;
    this.shape = "";
    this.rows = [];
    this.table = element("table", { class: "datapoints" }, element("caption", { class: "hidden-text" }, "Datapoints"),
      element("thead", {}, element("tr", {}, TITLES.map((title) => element("th", { scope: "col" }, title)))));
    this.more = element("button", { type: "button", class: "quiet", onclick: () => this.showMore() }, "Show more");
    this.note = element("p", { class: "note", role: "status" });
    this.element = element("article", { class: "card" },
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Datapoints" }, this.table),
      element("div", { class: "foot" }, this.note, this.more));
  }

  /** Shows the datapoints; about holds the names of metadata that tell datapoints of the agent apart. */
  show(datapoints, names, nowMillis) {
    this.last = [datapoints, names, nowMillis];
    const numbers = datapoints.filter((datapoint) => !isText(datapoint));
    const shape = JSON.stringify([numbers.slice(0, this.most), numbers.length, this.most, [...names]], (key, value) => (key === "lastMillis" ? undefined : value));
    if (this.shape !== shape) {
      this.shape = shape;
      this.rows = [];
      this.table.replaceChildren(...[...this.table.children].slice(0, 2), ...this.sections(numbers, names));
    }
    const newest = new Map(numbers.map((datapoint) => [datapoint.idx, datapoint]));
    this.rows.forEach((row) => this.update(row, newest.get(row.datapoint.idx), nowMillis));
    this.more.hidden = numbers.length <= this.most;
    setText(this.note, numbers.length === 0 ? "No datapoint is like that." : this.more.hidden ? "" : `The first ${count(this.most)} of ${count(numbers.length)}; search for others.`);
    this.note.hidden = this.note.textContent === "";
  }

  showMore() {
    this.most += STEP;
    this.show(...this.last);
  }

  restart() {
    this.most = FIRST;
  }

  sections(datapoints, names) {
    let left = this.most;
    return sectionsOf(datapoints).flatMap((section) => {
      const made = left > 0 ? [this.section(section, names, left)] : [];
      left -= section.datapoints.length;
      return made;
    });
  }

  section({ name, datapoints }, names, most) {
    if (datapoints.length === 1) {
      return element("tbody", {}, this.row(datapoints[0], name, names));
    }
    const own = tellingNames(datapoints);
    const some = datapoints.slice(0, MOST_CHOSEN).map(({ idx }) => String(idx));
    const all = element("button", { type: "button", class: "link", onclick: () => this.choose(some, true) },
      some.length < datapoints.length ? `Chart of the first ${some.length}` : `Chart of all ${some.length}`);
    const rest = new Set([...names].filter((one) => !own.has(one)));
    return element("tbody", {},
      element("tr", { class: "section" }, element("th", { scope: "rowgroup", colspan: TITLES.length }, element("span", { class: "name" }, name), all)),
      datapoints.slice(0, most).map((datapoint) => this.row(datapoint, valuesOf(datapoint, own).join(" · ") || `${name} ${datapoint.idx}`, rest)));
  }

  row(datapoint, label, names) {
    const number = String(datapoint.idx);
    const tick = element("input", { type: "checkbox", "aria-label": `${label} in the chart`, onchange: () => this.choose(toggledNumber(number), false) });
    const name = element("button", { type: "button", class: "link name", title: "Chart of this one alone", onclick: () => this.choose([number], true) }, label);
    const said = datapoint.metadata.filter(({ key, value }) => names.has(key) && value !== "");
    const about = element("span", { class: "detail" }, said.map((pair) => `${pair.name}: ${pair.value}`).join(" · "));
    const time = element("td", { "data-title": TITLES[3] });
    this.rows.push({ datapoint, number, tick, time });
    return element("tr", {},
      element("th", { scope: "row" }, element("div", { class: "pick" }, tick, element("div", {}, name, about))),
      element("td", { "data-title": TITLES[1] }, unitOf(datapoint)), element("td", { "data-title": TITLES[2] }, kindOf(datapoint)), time);
  }

  update({ datapoint, number, tick, time }, newest, nowMillis) {
    const { chosen } = state();
    tick.checked = chosen.includes(number);
    tick.disabled = !tick.checked && chosen.length >= MOST_CHOSEN;
    tick.title = tick.disabled ? `A chart shows ${MOST_CHOSEN} datapoints at most` : "";
    const { text, state: mood } = seen(newest ?? datapoint, nowMillis);
    setText(time, text);
    if (time.dataset.state !== mood) {
      time.dataset.state = mood;
    }
  }
}

function toggledNumber(number) {
  const { chosen } = state();
  return chosen.includes(number) ? chosen.filter((other) => other !== number) : [...chosen, number];
}
