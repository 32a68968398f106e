// The datapoints of an agent as charts: one for each key, with a line for each disk, interface or whatever has it.

import { describePanel } from "./datapointpanel.js";
import { isText, sectionsOf } from "./datapoints.js";
import { element } from "./dom.js";
import { Panel } from "./panel.js";
import { MOST_CHOSEN } from "./state.js";

const FIRST = 12;
const STEP = 12;

export class DatapointCharts {
  constructor() {
    this.most = FIRST;
    this.panels = [];
    this.shape = "";
    this.grid = element("div", { class: "grid" });
    this.more = element("button", { type: "button", class: "quiet", onclick: () => this.showMore() }, "Show more");
    this.element = element("div", { class: "stack" }, this.grid, element("div", { class: "foot" }, this.more));
  }

  /** Shows charts of the datapoints, and promises that they are drawn. */
  async refresh(datapoints, context) {
    this.last = [datapoints, context];
    const sections = sectionsOf(datapoints.filter((datapoint) => !isText(datapoint)));
    this.showPanels(sections.slice(0, this.most));
    this.more.hidden = sections.length <= this.most;
    this.panels.forEach((panel) => panel.updateLink());
    await Promise.all(this.panels.map((panel) => panel.refresh(context)));
  }

  showPanels(sections) {
    const shape = JSON.stringify(sections.map(({ name, datapoints }) => [name, datapoints.map(({ idx }) => idx)]));
    if (this.shape === shape) {
      return;
    }
    this.close();
    this.shape = shape;
    this.panels = sections.map(panelOf);
    this.grid.replaceChildren(...this.panels.map((panel) => panel.element));
  }

  draw() {
    this.panels.forEach((panel) => panel.draw());
  }

  recolour() {
    this.panels.forEach((panel) => panel.recolour());
  }

  restart() {
    this.most = FIRST;
  }

  close() {
    this.panels.forEach((panel) => panel.close());
    this.panels = [];
    this.shape = "";
  }

  showMore() {
    this.most += STEP;
    this.refresh(...this.last);
  }
}

function panelOf({ name, datapoints }) {
  const some = datapoints.slice(0, MOST_CHOSEN);
  return new Panel({
    ...describePanel(name, some, "the list has all"),
    link: { text: "Explore", label: `${name} in the large chart`, state: () => ({ layout: "list", chosen: some.map(({ idx }) => String(idx)), hidden: new Set() }) },
  });
}
