// One drawing: Chart.js draws lines and axes, everything that moves with the pointer is laid over it.

import { axisLabel, tick } from "./format.js";
import { axisLines, timeTicks, valueAxis } from "./ticks.js";
import { faded, themeColours } from "./palette.js";
import { element } from "./dom.js";

const PIXELS_PER_TIME_LABEL = 90;
const PIXELS_PER_LINE = 42;
const FONT = { family: "system-ui, sans-serif", size: 11 };

/** Draws series over a window of time. Needs the size of its place: show it only when that is laid out. */
export class Plot {
  /** @param options { stacked, max }: max is a fixed upper end of the value axis */
  constructor(options) {
    this.options = options;
    this.unit = "";
    this.window = { from: 0, to: 1 };
    this.series = [];
    this.colours = themeColours();
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.element = element("div", { class: "canvas" }, this.canvas);
    this.chart = null;
  }

  show(series, hidden, window, unit) {
    this.series = series;
    this.window = window;
    this.unit = unit;
    this.chart ??= new Chart(this.canvas, this.configuration());
    this.chart.data.datasets = series.map((one) => this.dataset(one, hidden.has(one.key)));
    this.chart.update("none");
  }

  /** Draws again with the colours of the theme that is now on. */
  recolour() {
    this.colours = themeColours();
    if (this.chart) {
      const { x, y } = this.chart.options.scales;
      for (const axis of [x, y]) {
        axis.ticks.color = this.colours.text;
        axis.grid.color = this.colours.grid;
      }
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
        scales: { x: this.timeScale(), y: this.valueScale() },
      },
    };
  }

  timeScale() {
    let step = 1;
    return {
      ...this.scale(),
      type: "linear",
      afterDataLimits: (axis) => {
        axis.min = this.window.from;
        axis.max = this.window.to;
      },
      afterBuildTicks: (axis) => {
        const ticks = timeTicks(axis.min, axis.max, this.canvas.clientWidth / PIXELS_PER_TIME_LABEL);
        step = ticks.step;
        axis.ticks = ticks.values.map((value) => ({ value }));
      },
      ticks: { ...this.labels(), callback: (value) => tick(value, step), maxRotation: 0, autoSkip: true, autoSkipPadding: 8 },
    };
  }

  valueScale() {
    let lines = null;
    return {
      ...this.scale(),
      type: "linear",
      stacked: this.options.stacked,
      afterDataLimits: (axis) => {
        const high = this.options.max ?? axis.max;
        lines = valueAxis(axis.min, high, this.unit, Math.max(2, Math.floor(this.canvas.clientHeight / PIXELS_PER_LINE)));
        axis.min = lines.min;
        axis.max = lines.max;
      },
      afterBuildTicks: (axis) => {
        axis.ticks = axisLines(lines).map((value) => ({ value }));
      },
      // The same width in every panel, so that moments stand below each other.
      afterFit: (axis) => {
        axis.width = Math.max(axis.width, 66);
      },
      ticks: { ...this.labels(), callback: (value) => axisLabel(value, this.unit), autoSkip: false },
    };
  }

  scale() {
    return { bounds: "data", border: { display: false }, grid: { color: this.colours.grid, tickLength: 4 } };
  }

  labels() {
    return { color: this.colours.text, font: FONT };
  }
}

/** Only a value without neighbours is a dot: a line has no length there. */
function dots(points) {
  const there = (index) => Number.isFinite(points[index]?.y);
  const alone = points.map((_, index) => there(index) && !there(index - 1) && !there(index + 1));
  return alone.includes(true) ? alone.map((is) => (is ? 2 : 0)) : 0;
}
