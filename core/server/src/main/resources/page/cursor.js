// What lies over a plot: the line at a moment (shared by all plots), the readout, and the marked span.

import { announce, element } from "./dom.js";
import { time, withUnit } from "./format.js";
import { nearest } from "./series.js";

const MOST_LINES = 12;
const layers = new Set();

/** The moving layer of one plot. */
export class Cursor {
  constructor(plot) {
    this.plot = plot;
    this.hidden = new Set();
    this.line = element("div", { class: "cursor", hidden: true });
    this.mark = element("div", { class: "mark", hidden: true });
    this.readout = element("div", { class: "readout", hidden: true, "aria-hidden": "true" });
    this.element = element("div", { class: "layer" }, this.mark, this.line, this.readout);
    this.values = [];
    layers.add(this);
  }

  close() {
    layers.delete(this);
  }

  /** Shows the moment in every plot, and its values in this one; says them too if asked to. */
  point(moment, { say = false } = {}) {
    layers.forEach((layer) => layer.showLine(moment));
    this.showReadout(moment);
    if (say) {
      announce([time(moment), ...this.values.map(({ one, point }) => `${one.label} ${withUnit(point.y, one.unit)}`)].join(", "));
    }
  }

  leave() {
    layers.forEach((layer) => {
      layer.line.hidden = true;
    });
    this.readout.hidden = true;
  }

  /** Marks the span between two moments. */
  select(one, other) {
    const area = this.plot.area();
    const [left, right] = [one, other].map((moment) => this.plot.pixelAt(moment)).sort((a, b) => a - b);
    Object.assign(this.mark.style, { left: `${left}px`, width: `${right - left}px`, top: `${area.top}px`, height: `${area.bottom - area.top}px` });
    this.mark.hidden = false;
  }

  unselect() {
    this.mark.hidden = true;
  }

  showLine(moment) {
    const area = this.plot.area();
    const { from, to } = this.plot.window;
    this.line.hidden = !area || moment < from || moment > to;
    if (!this.line.hidden) {
      Object.assign(this.line.style, { transform: `translateX(${this.plot.pixelAt(moment)}px)`, top: `${area.top}px`, height: `${area.bottom - area.top}px` });
    }
  }

  showReadout(moment) {
    const { from, to } = this.plot.window;
    this.values = this.plot.series
      .filter((one) => !this.hidden.has(one.key))
      .map((one) => ({ one, point: nearest(one.points, moment, Math.max((to - from) / 100, 1000)) }))
      .filter(({ point }) => point !== null)
      .sort((a, b) => b.point.y - a.point.y)
      .slice(0, MOST_LINES);
    this.readout.hidden = this.values.length === 0;
    this.readout.replaceChildren(
      element("strong", {}, time(moment)),
      ...this.values.map(({ one, point }) =>
        element("span", { class: "entry" }, swatch(one.look), element("span", { class: "name" }, one.label), element("b", {}, withUnit(point.y, one.unit)))));
    this.place(moment);
  }

  /** On the side of the line that has more room. */
  place(moment) {
    const area = this.plot.area();
    const pixel = this.plot.pixelAt(moment);
    const onTheLeft = pixel > (area.left + area.right) / 2;
    Object.assign(this.readout.style, onTheLeft
      ? { left: "auto", right: `${this.element.clientWidth - pixel + 10}px` }
      : { left: `${pixel + 10}px`, right: "auto" });
  }
}

/** The sign of a series: its colour, broken like its line. */
export function swatch({ colour, dash }) {
  const made = element("span", { class: "swatch", "aria-hidden": "true", "data-dashed": dash.length > 0 });
  made.style.setProperty("--colour", `var(--series-${colour})`);
  return made;
}
