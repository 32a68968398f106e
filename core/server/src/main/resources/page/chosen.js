// The chart of the datapoints that were chosen, of whatever agents.

import { datapoints } from "./api.js";
import { describePanel } from "./datapointpanel.js";
import { isText, kindOf, labelsOf } from "./datapoints.js";
import { fill } from "./daemon.js";
import { element } from "./dom.js";
import { aggregationField } from "./fields.js";
import { duration } from "./format.js";
import { Panel } from "./panel.js";
import { change, state } from "./state.js";

export class Chosen {
  constructor() {
    this.known = new Map();
    this.shape = "";
    this.agg = aggregationField("datapoint-agg");
    this.panel = new Panel(describePanel("Chart", [], ""));
    this.chips = element("div", { class: "chips", role: "group", "aria-label": "In the chart" });
    this.facts = element("dl", { class: "facts" });
    this.clear = element("button", { type: "button", class: "quiet", onclick: () => change({ chosen: [], hidden: new Set() }) }, "Remove the chart");
    this.panel.header.append(this.clear);
    this.panel.header.after(this.chips);
    // Where the chart is above the list, the list is to be near.
    this.about = element("details", { open: matchMedia("(min-width: 1100px)").matches }, element("summary", {}, "Metadata"), this.facts);
    this.panel.element.append(element("div", { class: "row foot" }, this.agg.element), this.about);
    this.element = element("div", { class: "chosen wide", hidden: true }, this.panel.element);
  }

  async refresh(context) {
    const { chosen, agg } = state();
    this.element.hidden = chosen.length === 0;
    this.agg.show(agg);
    if (chosen.length === 0) {
      return;
    }
    let there;
    try {
      there = await this.describe(chosen, context.signal);
    } catch (fault) {
      there = { fault };
    }
    if (context.signal.aborted) {
      return;
    }
    if (there.fault || there.length === 0) {
      this.panel.showReason({ text: there.fault ? `These datapoints cannot be shown: ${there.fault.message}.` : "There is no such datapoint." });
      return;
    }
    this.show(there);
    await this.panel.refresh({ ...context, agg });
  }

  /** What the numbers stand for; asks for those that are not known yet. */
  async describe(numbers, signal) {
    const missing = numbers.filter((number) => !this.known.has(number));
    if (missing.length > 0) {
      const found = await datapoints(missing, signal);
      const kept = numbers.filter((number) => this.known.has(number)).map((number) => [number, this.known.get(number)]);
      this.known = new Map([...kept, ...found.map((one) => [String(one.idx), one])]);
    }
    return numbers.filter((number) => this.known.has(number)).map((number) => this.known.get(number)).filter((one) => !isText(one));
  }

  show(all) {
    const shape = JSON.stringify(all);
    if (this.shape === shape) {
      return;
    }
    this.shape = shape;
    const names = new Set(all.map(({ name }) => name));
    this.panel.describe(describePanel(names.size === 1 ? all[0].name : `${all.length} datapoints`, all, ""));
    const labels = labelsOf(all);
    this.chips.hidden = all.length < 2;
    this.chips.replaceChildren(...all.map(({ idx }, index) =>
      element("button", { type: "button", class: "chip", "data-value": idx, "aria-label": `Take ${labels[index]} out of the chart`, onclick: () => without(String(idx)) }, labels[index], " ×")));
    this.about.hidden = all.length !== 1;
    fill(this.facts, all.length === 1 ? factsOf(all[0]) : []);
  }

  reveal() {
    this.element.scrollIntoView({ block: "nearest" });
  }

  draw() {
    this.panel.draw();
  }

  recolour() {
    this.panel.recolour();
  }
}

function without(number) {
  change({ chosen: state().chosen.filter((other) => other !== number) });
}

function factsOf(datapoint) {
  const { target, programName, key, intervalMillis, metadata } = datapoint;
  return [
    ["Target", target], ["Agent", programName], ["Key", key], ["Kind", kindOf(datapoint)], ["Interval", duration(intervalMillis)],
    ...metadata.map(({ name, value }) => [name, value]),
  ];
}
