// One agent and its datapoints: a list or charts, narrowed by words, family and metadata.

import { datapointsOf } from "./api.js";
import { seen } from "./agentlist.js";
import { fill } from "./daemon.js";
import { DatapointCharts } from "./datapointcharts.js";
import { DatapointList } from "./datapointlist.js";
import { searchable, tellingNames } from "./datapoints.js";
import { element, setText } from "./dom.js";
import { Chips, SearchField } from "./fields.js";
import { count, duration } from "./format.js";
import { FAMILY, groupsOf, narrowed } from "./narrowing.js";
import { adjust, change, format, state, toggled } from "./state.js";
import { TextList } from "./textlist.js";

const MOST_DATAPOINTS = 10_000;
const AGAIN_AFTER_MILLIS = 20_000;

export class Agent {
  /** @param choose as DatapointList has it */
  constructor(choose) {
    this.known = null;
    this.title = element("h2");
    this.back = element("a", { class: "more" }, "All agents");
    this.facts = element("dl", { class: "facts" });
    this.search = new SearchField("datapoint-search", "Datapoint", "Search a name, a key, a disk, an interface", () => adjust({ find: this.search.text() }));
    this.layouts = element("div", { class: "ranges layouts", role: "group", "aria-label": "Layout" },
      [["list", "List"], ["charts", "Charts"]].map(([layout, text]) =>
        element("button", { type: "button", "data-layout": layout, onclick: () => change({ layout }) }, text)));
    this.chips = new Chips((name, value) => change(name === FAMILY
      ? { family: state().family === value ? "" : value, meta: [] }
      : { meta: toggled(state().meta, name, value) }));
    this.list = new DatapointList(choose);
    this.charts = new DatapointCharts();
    this.texts = new TextList();
    this.fault = element("p", { class: "card empty", role: "status", hidden: true });
    this.note = element("p", { class: "note", hidden: true }, `Only the first ${count(MOST_DATAPOINTS)} datapoints of this agent are shown.`);
    this.content = element("div", { class: "stack", hidden: true },
      element("article", { class: "card" }, element("header", {}, this.title, this.back), this.facts, this.note),
      element("div", { class: "card search" }, element("div", { class: "row" }, this.search.element, this.layouts), this.chips.element),
      this.list.element, this.charts.element, this.texts.element);
    this.element = element("div", { class: "stack agent" }, this.fault, this.content);
  }

  async refresh(context) {
    const { agent, find } = state();
    this.search.show(find);
    this.back.href = format({ ...state(), agent: "", find: "", family: "", meta: [], hidden: new Set() });
    if (this.known?.number !== agent || Date.now() - this.known.at > AGAIN_AFTER_MILLIS) {
      await this.load(agent, context.signal);
    }
    if (!context.signal.aborted && this.known) {
      await this.show(context);
    }
  }
  async load(number, signal) {
    if (this.known?.number !== number) {
      this.known = null;
      this.content.hidden = true;
      this.list.restart();
      this.charts.restart();
    }
    try {
      const answer = await datapointsOf(number, MOST_DATAPOINTS, signal);
      const { datapoints } = answer;
      this.known = { ...answer, number, at: Date.now(), names: tellingNames(datapoints), words: datapoints.map(searchable) };
      this.fault.hidden = true;
    } catch (fault) {
      if (!signal.aborted) {
        setText(this.fault, `The datapoints cannot be listed: ${fault.message}.`);
        this.fault.hidden = false;
      }
    }
  }

  async show(context) {
    const { layout, family, meta } = state();
    const { datapoints, names, nowMillis, truncated } = this.known;
    this.content.hidden = false;
    this.note.hidden = !truncated;
    this.showFacts();
    const found = narrowed(this.known, state());
    this.chips.show(groupsOf(datapoints, names, family), [[FAMILY, family], ...meta]);
    for (const button of this.layouts.children) {
      button.setAttribute("aria-pressed", String(button.dataset.layout === layout));
    }
    this.list.element.hidden = layout !== "list";
    this.charts.element.hidden = layout !== "charts";
    this.list.show(found, names, nowMillis);
    await Promise.all([this.texts.refresh(found, names, this.known, context), this.refreshCharts(found, layout, context)]);
  }

  showFacts() {
    const { agent, datapoints, names, nowMillis } = this.known;
    const same = new Map(datapoints.flatMap(({ metadata }) => metadata).filter(({ key }) => !names.has(key)).map(({ key, name, value }) => [key, [name, value]]));
    setText(this.title, agent.target || "(no name)");
    fill(this.facts, [
      ["Agent", agent.programName], ["Datapoints", count(agent.datapoints)], ["Interval", duration(agent.intervalMillis)],
      ["Last seen", seen(agent, nowMillis).text], ...same.values(), ["Agent's id", agent.agentId],
    ]);
  }

  async refreshCharts(found, layout, context) {
    if (layout === "charts") {
      await this.charts.refresh(found, { ...context, agg: "avg" });
    } else {
      this.charts.close();
    }
  }

  draw() {
    this.charts.draw();
  }

  recolour() {
    this.charts.recolour();
  }
}
