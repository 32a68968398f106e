// One card: a plot, its legend, and a sentence where there is nothing to draw.

import { MOST_UNITS, unitsOf } from "./axes.js";
import { Cursor } from "./cursor.js";
import { element, setText } from "./dom.js";
import { time } from "./format.js";
import { listen } from "./gestures.js";
import { Legend } from "./legend.js";
import { Plot } from "./plot.js";
import { MOST_SERIES } from "./series.js";
import { adjust, change, format, state } from "./state.js";

/**
 * A panel of { title, questions, series, reason, more, stacked, max, link }: each question is a function of the context
 * that promises an answer of the server, series makes series out of [{ answer, question }], reason says of a context why
 * there is nothing, more is advice where there are more series than can be shown, link is { text, label, state }.
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
    this.note = element("p", { class: "note", role: "status", hidden: true });
    this.empty = element("div", { class: "empty", hidden: true });
    const { link } = description;
    this.link = link ? element("a", { class: "more", "aria-label": link.label }, link.text) : null;
    this.title = element("h2", {}, description.title);
    this.header = element("header", {}, this.title, this.link);
    this.element = element("article", { class: "card panel" }, this.header, this.surface, this.empty, this.note, this.legend.element);
    listen(this.surface, this.plot, this.cursor, {
      zoom: (zoom) => change({ zoom }),
      reset: () => state().zoom && change({ zoom: null }),
    });
    this.showData(false);
  }

  /** Shows something else from the next refresh on; what the plot can do stays as it was. */
  describe(description) {
    this.description = description;
    setText(this.title, description.title);
    this.legend.entitle(`${description.title}: values of the series`);
  }

  /** Asks for the series and shows them; context is { window, stepMillis, agg, signal } and what the questions want. */
  async refresh(context) {
    const { questions, series, reason } = this.description;
    const asked = await Promise.all(questions.map((ask, question) =>
      ask(context).then((answer) => ({ answer, question }), (fault) => ({ fault }))));
    if (context.signal.aborted) {
      return;
    }
    const failed = asked.find(({ fault }) => fault);
    const answers = asked.filter(({ fault }) => !fault);
    if (answers.length > 0) {
      this.all = series(answers).filter((one) => one.points.length > 0);
      const { answer } = answers.find(({ answer: { series: there } }) => there.length > 0) ?? answers[0];
      this.window = { from: answer.from, to: answer.to };
      this.draw();
    }
    this.showReason(failed ? { text: `These points cannot be shown: ${failed.fault.message}.` } : this.all.length === 0 ? reason(context) : null);
    this.showNote(answers.some(({ answer }) => answer.truncated));
  }

  /** Draws what is known, with what is hidden now. */
  draw() {
    this.showData(this.all.length > 0);
    if (this.all.length === 0) {
      return;
    }
    const series = this.drawn();
    const { hidden } = state();
    this.plot.show(series, hidden, this.window);
    this.cursor.hidden = hidden;
    this.legend.show(series, hidden);
    const label = `${this.title.textContent}, ${time(this.window.from)} to ${time(this.window.to)}; the table below has the values. ` +
      "Arrow keys read values, with Shift they mark a span, Enter zooms to it, plus and minus zoom, Escape goes back.";
    this.surface.setAttribute("aria-label", label);
  }

  /** The largest series, of as many units as there are axes. */
  drawn() {
    const largest = new Set([...this.all].sort((a, b) => b.max - a.max).slice(0, MOST_SERIES));
    const units = unitsOf(this.all).slice(0, MOST_UNITS);
    return this.all.filter((one) => units.includes(one.unit) && (this.all.length <= MOST_SERIES || largest.has(one)));
  }

  toggle(key, alone) {
    const hidden = new Set(state().hidden);
    const own = this.drawn().map((one) => one.key);
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
    const tooMany = truncated || this.all.length > MOST_SERIES;
    const units = unitsOf(this.all);
    const left = this.all.filter((one) => units.indexOf(one.unit) >= MOST_UNITS).map((one) => one.label);
    const words = [
      tooMany ? `The ${Math.min(MOST_SERIES, this.all.length)} series with the largest values; ${this.description.more}.` : "",
      left.length > 0 ? `Not drawn: ${left.join(", ")}. A chart has two axes, here for ${units.slice(0, MOST_UNITS).map(named).join(" and ")}.` : "",
    ];
    setText(this.note, words.filter((word) => word).join(" "));
    this.note.hidden = this.note.textContent === "";
  }

  /** Lets the link lead on, with the rest of the state as it is. */
  updateLink(...about) {
    if (this.link) {
      this.link.href = format({ ...state(), ...this.description.link.state(...about) });
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

function named(unit) {
  return unit === "" ? "plain numbers" : unit;
}
