// One card: a plot, its legend, and a sentence where there is nothing to draw.

import { query } from "./api.js";
import { reasonOf } from "./absence.js";
import { Cursor } from "./cursor.js";
import { element, setText } from "./dom.js";
import { time } from "./format.js";
import { listen } from "./gestures.js";
import { Legend } from "./legend.js";
import { Plot } from "./plot.js";
import { MOST_SERIES, seriesOf } from "./series.js";
import { adjust, change, format, state } from "./state.js";

const NOT_FOUND = 404;

/**
 * A panel of { title, check, queries: [{ metric, label, tags }], by, stacked, max, link }: check is where the points
 * come from, by the tag that gives the colours, max a fixed end of the value axis, link whether to lead to the metric.
 */
export class Panel {
  constructor(description) {
    this.description = description;
    this.all = [];
    this.plot = new Plot({ stacked: description.stacked ?? false, max: description.max });
    this.cursor = new Cursor(this.plot);
    this.legend = new Legend(`${description.title}: values of the series`, (key, alone) => this.toggle(key, alone));
    this.surface = element("div", {
      class: "surface", tabindex: "0", role: "group", "aria-roledescription": "chart", "aria-label": description.title,
    }, this.plot.element, this.cursor.element);
    this.note = element("p", { class: "note", hidden: true });
    this.empty = element("div", { class: "empty", hidden: true });
    this.link = description.link ? element("a", { class: "more", "aria-label": `${description.title} in the view of metrics` }, "Explore") : null;
    this.element = element("article", { class: "card panel" },
      element("header", {}, element("h2", {}, description.title), this.link), this.surface, this.empty, this.note, this.legend.element);
    listen(this.surface, this.plot, this.cursor, {
      zoom: (zoom) => change({ zoom }),
      reset: () => state().zoom && change({ zoom: null }),
    });
    this.showData(false);
  }

  /** Asks for the series and shows them; context is { window, stepMillis, agg, host, status, signal, known }. */
  async refresh(context) {
    const { queries, by, check } = this.description;
    const answers = await Promise.all(queries.map((one) => this.ask(one, context)));
    if (context.signal.aborted) {
      return;
    }
    const failed = answers.find((answer) => answer.fault);
    const parts = answers.map((answer, index) => ({ label: queries[index].label, answer })).filter(({ answer }) => !answer.fault);
    if (parts.length > 0) {
      this.all = seriesOf(parts, by).filter((one) => one.points.length > 0);
      const answered = parts.find(({ answer }) => answer.series.length > 0) ?? parts[0];
      this.shown = { window: { from: answered.answer.from, to: answered.answer.to }, unit: parts.find(({ answer }) => answer.unit)?.answer.unit ?? "" };
      this.draw();
    }
    this.showReason(failed ? { text: `These points cannot be shown: ${failed.fault.message}.` } : this.all.length === 0 ? reasonOf(check, context.status, context.host) : null);
    this.showNote(parts.some(({ answer }) => answer.truncated));
  }

  async ask(one, { window, stepMillis, agg, host, signal, known }) {
    const nothing = { metric: one.metric, unit: "", times: [], series: [], from: 0, to: 1 };
    if (known && !known.has(one.metric)) {
      return nothing;
    }
    const tags = [...(one.tags ?? []), ...(host ? [["host", host]] : [])];
    try {
      return await query(one.metric, window, stepMillis, agg, tags, signal);
    } catch (fault) {
      // A metric that has never been stored is not there; that is said as "no points".
      return fault.status === NOT_FOUND ? nothing : { fault };
    }
  }

  /** Draws what is known, with what is hidden now. */
  draw() {
    this.showData(this.all.length > 0);
    if (this.all.length === 0) {
      return;
    }
    const series = this.most();
    const { hidden } = state();
    const { window, unit } = this.shown;
    this.plot.show(series, hidden, window, unit);
    this.cursor.hidden = hidden;
    this.legend.show(series, hidden);
    const label = `${this.description.title}, ${time(window.from)} to ${time(window.to)}; the table below has the values. ` +
      "Arrow keys read values, with Shift they mark a span, Enter zooms to it, plus and minus zoom, Escape goes back.";
    this.surface.setAttribute("aria-label", label);
  }

  most() {
    if (this.all.length <= MOST_SERIES) {
      return this.all;
    }
    const largest = new Set([...this.all].sort((a, b) => b.max - a.max).slice(0, MOST_SERIES));
    return this.all.filter((one) => largest.has(one));
  }

  toggle(key, alone) {
    const hidden = new Set(state().hidden);
    const own = this.most().map((one) => one.key);
    if (!alone) {
      hidden.delete(key) || hidden.add(key);
    } else {
      const isAlone = !hidden.has(key) && own.every((other) => other === key || hidden.has(other));
      own.forEach((other) => (isAlone || other === key ? hidden.delete(other) : hidden.add(other)));
    }
    adjust({ hidden });
  }

  showData(there) {
    this.surface.hidden = !there;
    this.legend.element.hidden = !there;
  }

  showReason(reason) {
    this.empty.hidden = reason === null;
    if (reason) {
      const parts = [element("p", {}, reason.text), reason.command ? element("code", {}, reason.command) : null];
      if (this.empty.textContent !== reason.text + (reason.command ?? "")) {
        this.empty.replaceChildren(...parts.filter((part) => part !== null));
      }
    }
  }

  showNote(truncated) {
    const more = truncated || this.all.length > MOST_SERIES;
    this.note.hidden = !more;
    setText(this.note, more ? `The ${Math.min(MOST_SERIES, this.all.length)} series with the largest values; choose tags to see others.` : "");
  }

  /** Lets the link lead to the metric, with the rest of the state as it is. */
  updateLink(host) {
    if (this.link) {
      const { metric, tags = [] } = this.description.queries[0];
      const filters = host ? [["host", host], ...tags] : tags;
      this.link.href = format({ ...state(), view: "metrics", metric, tags: filters, hidden: new Set() });
    }
  }

  recolour() {
    this.plot.recolour();
  }

  close() {
    this.plot.close();
    this.cursor.close();
    this.element.remove();
  }
}
