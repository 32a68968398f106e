// The third view: pattoo's agents, what they send, and a chart of what is chosen of it.

import { Agent } from "./agent.js";
import { AgentList } from "./agentlist.js";
import { Chosen } from "./chosen.js";
import { announce, byId, element } from "./dom.js";
import { change, state } from "./state.js";

export class Agents {
  constructor() {
    this.list = new AgentList();
    this.agent = new Agent((chosen, look) => this.choose(chosen, look));
    this.chart = new Chosen();
    this.bar = element("p", { class: "chosen-bar", hidden: true },
      element("span"), element("button", { type: "button", class: "accent", onclick: () => this.chart.reveal() }, "Show the chart"));
    this.parts = element("div", { class: "parts" }, this.chart.element, element("div", { class: "list" }, this.list.element, this.agent.element, this.bar));
    byId("agents").append(this.parts);
  }

  async refresh(context) {
    const { agent, chosen } = state();
    this.list.element.hidden = agent !== "";
    this.agent.element.hidden = agent === "";
    this.bar.hidden = chosen.length === 0;
    this.bar.firstElementChild.textContent = `${chosen.length} in the chart`;
    this.parts.classList.toggle("charted", chosen.length > 0);
    await Promise.all([this.chart.refresh(context), (agent === "" ? this.list : this.agent).refresh(context)]);
  }

  choose(chosen, look) {
    change({ chosen, hidden: new Set() });
    announce(`${state().chosen.length} in the chart`);
    if (look) {
      this.chart.reveal();
    }
  }

  draw() {
    this.chart.draw();
    this.agent.draw();
  }

  recolour() {
    this.chart.recolour();
    this.agent.recolour();
  }
}
