// The second view: any metric, with its tags as filters.

import { metrics, tags } from "./api.js";
import { ComboBox } from "./combobox.js";
import { byId, element, setText } from "./dom.js";
import { Panel } from "./panel.js";
import { AGGREGATIONS, change, state } from "./state.js";

const MOST_PROPOSALS = 50;
const MOST_VALUES = 100;

export class Metrics {
  constructor() {
    this.section = byId("metrics");
    this.panel = null;
    this.known = null;
    this.tags = null;
    this.box = new ComboBox("metric", "Metric", {
      search: (text) => this.propose(text),
      choose: (metric) => change({ metric, tags: [], hidden: new Set() }),
    });
    this.agg = element("select", { id: "agg", onchange: (event) => change({ agg: event.target.value }) },
      Object.entries(AGGREGATIONS).map(([value, text]) => element("option", { value }, text)));
    this.about = element("p", { class: "about" });
    this.filters = element("div", { class: "filters" });
    this.place = element("div", { class: "wide" });
    this.section.append(
      element("div", { class: "card search" },
        element("div", { class: "row" }, this.box.element, element("div", { class: "field" }, element("label", { for: "agg" }, "Value per step"), this.agg)),
        this.about, this.filters),
      this.place);
  }

  async propose(text) {
    const { metrics: found, truncated } = await metrics(text, MOST_PROPOSALS);
    return {
      truncated,
      options: found.map(({ name, unit, series, help }) => ({
        value: name,
        detail: [unit, `${series} series`, help].filter((part) => part).join(" · "),
      })),
    };
  }

  async refresh(context) {
    const { metric, agg } = state();
    this.box.show(metric);
    this.agg.value = agg;
    if (!metric) {
      this.showNone();
      return;
    }
    this.showPanel(metric);
    await Promise.all([this.refreshTags(metric, context.signal), this.panel.refresh({ ...context, agg, host: "" })]);
  }

  draw() {
    this.panel?.draw();
  }

  recolour() {
    this.panel?.recolour();
  }

  showNone() {
    this.closePanel();
    this.tags = null;
    this.filters.replaceChildren();
    setText(this.about, "");
    this.place.replaceChildren(element("div", { class: "card empty" },
      element("p", {}, "Choose a metric: its name is found by any part of it. The arrow keys walk through the list, Enter takes one.")));
  }

  /** A panel of its own for each choice of metric and tags: the old one's answers are not mixed with the new ones. */
  showPanel(metric) {
    const wanted = JSON.stringify([metric, state().tags]);
    if (this.known === wanted) {
      return;
    }
    this.closePanel();
    this.known = wanted;
    this.panel = new Panel({ title: metric, check: null, queries: [{ metric, label: null, tags: state().tags }] });
    this.place.replaceChildren(this.panel.element);
  }

  closePanel() {
    this.panel?.close();
    this.panel = null;
    this.known = null;
  }

  async refreshTags(metric, signal) {
    if (this.tags?.metric !== metric) {
      const [answer, about] = await Promise.all([tags(metric, signal).catch(() => null), metrics(metric, MOST_PROPOSALS, signal).catch(() => null)]);
      if (signal.aborted) {
        return;
      }
      this.tags = { metric, values: answer?.tags ?? {}, truncated: answer?.truncated ?? false };
      this.showAbout(about?.metrics.find(({ name }) => name === metric));
    }
    this.showFilters();
  }

  showAbout(metric) {
    const constant = Object.entries(this.tags.values).filter(([, values]) => values.length === 1).map(([name, [value]]) => `${name}=${value}`);
    const parts = metric ? [metric.help, metric.unit, metric.style === "RATE" ? "change per second" : "", ...constant] : constant;
    setText(this.about, parts.filter((part) => part).join(" · "));
  }

  showFilters() {
    const chosen = new Set(state().tags.map((pair) => JSON.stringify(pair)));
    const groups = Object.entries(this.tags.values).filter(([, values]) => values.length > 1).sort(([a], [b]) => a.localeCompare(b));
    const shape = JSON.stringify([this.tags.metric, groups]);
    if (this.filters.dataset.shape !== shape || this.filters.children.length === 0) {
      this.filters.dataset.shape = shape;
      this.filters.replaceChildren(...groups.map(([name, values]) => this.group(name, values)));
    }
    this.filters.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-pressed", String(chosen.has(JSON.stringify([button.dataset.name, button.dataset.value]))));
    });
  }

  group(name, values) {
    const chips = values.slice(0, MOST_VALUES).map((value) =>
      element("button", { type: "button", class: "chip", "data-name": name, "data-value": value, "aria-pressed": "false", onclick: () => this.toggle(name, value) }, value));
    const rest = values.length > MOST_VALUES || this.tags.truncated ? element("span", { class: "hint" }, "There are more values.") : null;
    return element("fieldset", {}, element("legend", {}, name), element("div", { class: "chips" }, chips, rest));
  }

  toggle(name, value) {
    const others = state().tags.filter(([otherName, otherValue]) => otherName !== name || otherValue !== value);
    const wasChosen = others.length < state().tags.length;
    change({ tags: wasChosen ? others : [...others, [name, value]], hidden: new Set() });
  }
}
