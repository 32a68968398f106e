// One drawing: Chart.js draws lines and axes, everything that moves with the pointer is laid over it.

import { adaptScales, axisOf, scalesOf, unitsOf } from "./axes.js";
import { element } from "./dom.js";
import { faded, themeColours } from "./palette.js";

/** Draws series over a window of time. Needs the size of its place: show it only when that is laid out. */
export class Plot {
  /** @param options { stacked, max }: max is a fixed upper end of the value axis */
  constructor(options) {
    this.options = options;
    this.units = [];
    this.window = { from: 0, to: 1 };
    this.series = [];
    this.colours = themeColours();
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.element = element("div", { class: "canvas" }, this.canvas);
    this.chart = null;
  }

  /** Each unit has its axis; series have no more units than there are axes. */
  show(series, hidden, window) {
    this.series = series;
    this.window = window;
    this.units = unitsOf(series);
    this.chart ??= new Chart(this.canvas, this.configuration());
    adaptScales(this.chart.options.scales, this);
    this.chart.data.datasets = series.map((one) => this.dataset(one, hidden.has(one.key)));
    this.chart.update("none");
  }

  /** Draws again with the colours of the theme that is now on. */
  recolour() {
    this.colours = themeColours();
    if (this.chart) {
      adaptScales(this.chart.options.scales, this);
      const looks = new Map(this.series.map((one) => [one.key, one.look]));
      this.chart.data.datasets.forEach((dataset) => Object.assign(dataset, this.paint(looks.get(dataset.key))));
      this.chart.update("none");
    }
  }

  /** The drawing's area in pixels of the element: { left, right, top, bottom }; null before the first drawing. */
  area() {
    return this.chart?.chartArea ?? null;
  }

  timeAt(pixel) {
    return this.chart.scales.x.getValueForPixel(pixel);
  }

  pixelAt(time) {
    return this.chart.scales.x.getPixelForValue(time);
  }

  close() {
    this.chart?.destroy();
    this.chart = null;
  }

  dataset(one, hidden) {
    return {
      key: one.key,
      label: one.label,
      data: one.points,
      hidden,
      yAxisID: axisOf(one.unit, this.units),
      borderDash: one.look.dash,
      pointRadius: dots(one.points),
      ...this.paint(one.look),
    };
  }

  paint({ colour }) {
    const line = this.colours.series[colour];
    return {
      borderColor: line,
      backgroundColor: faded(line, this.options.stacked ? 0.45 : 0.1),
      pointBackgroundColor: line,
      fill: this.options.stacked ? "stack" : false,
    };
  }

  configuration() {
    return {
      type: "line",
      data: { datasets: [] },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        events: [],
        layout: { padding: { top: 6, right: 6 } },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        elements: {
          line: { borderWidth: 1.6, tension: 0 },
          point: { radius: 0, borderWidth: 0, hitRadius: 0 },
        },
        scales: scalesOf(this),
      },
    };
  }
}

/** Only a value without neighbours is a dot: a line has no length there. */
function dots(points) {
  const there = (index) => Number.isFinite(points[index]?.y);
  const alone = points.map((_, index) => there(index) && !there(index - 1) && !there(index + 1));
  return alone.includes(true) ? alone.map((is) => (is ? 2 : 0)) : 0;
}
