// The second view: any metric, with its tags as filters.

import { metrics, tags } from "./api.js";
import { ComboBox } from "./combobox.js";
import { byId, element, setText } from "./dom.js";
import { aggregationField, Chips } from "./fields.js";
import { metricPanel } from "./metricpanel.js";
import { change, state, toggled } from "./state.js";

const MOST_PROPOSALS = 50;

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
    this.agg = aggregationField("agg");
    this.about = element("p", { class: "about" });
    this.chips = new Chips((name, value) => change({ tags: toggled(state().tags, name, value), hidden: new Set() }));
    this.place = element("div", { class: "wide" });
    this.section.append(
      element("div", { class: "card search" },
        element("div", { class: "row" }, this.box.element, this.agg.element),
        this.about, this.chips.element),
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
    this.agg.show(agg);
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
    this.chips.show([], []);
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
    this.panel = metricPanel({ title: metric, check: null, queries: [{ metric, label: null, tags: state().tags }] });
    this.place.replaceChildren(this.panel.element);
  }

  closePanel() {
    this.panel?.close();
    this.panel = null;
    this.known = null;
  }

  /** What was answered is kept; what was not is asked for again by the next refresh. */
  async refreshTags(metric, signal) {
    if (this.tags?.metric !== metric) {
      this.tags = { metric, answer: null, about: null };
    }
    const { answer, about } = this.tags;
    const found = await Promise.all([
      answer ?? tags(metric, signal).catch(() => null),
      about ?? metrics(metric, MOST_PROPOSALS, signal).catch(() => null),
    ]);
    if (signal.aborted) {
      return;
    }
    this.tags = { metric, answer: found[0], about: found[1] };
    this.showAbout(this.tags.about?.metrics.find(({ name }) => name === metric));
    this.showFilters();
  }

  values() {
    return Object.entries(this.tags.answer?.tags ?? {});
  }

  showAbout(metric) {
    const constant = this.values().filter(([, values]) => values.length === 1).map(([name, [value]]) => `${name}=${value}`);
    const parts = metric ? [metric.help, metric.unit, metric.style === "RATE" ? "change per second" : "", ...constant] : constant;
    setText(this.about, parts.filter((part) => part).join(" · "));
  }

  showFilters() {
    const groups = this.values()
      .filter(([, values]) => values.length > 1)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, values]) => ({ name, title: name, values: values.map((value) => ({ value, text: value })), more: this.tags.answer.truncated }));
    this.chips.show(groups, state().tags);
  }
}
