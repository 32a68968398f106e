// The axes of a plot as Chart.js wants them: time below, a unit on the left, and one on the right if there are two.

import { axisLabel, tick } from "./format.js";
import { axisLines, timeTicks, valueAxis } from "./ticks.js";

const PIXELS_PER_TIME_LABEL = 90;
const PIXELS_PER_LINE = 42;
// The same width in every panel, so that moments stand below each other.
const LEAST_WIDTH = 66;
const FONT = { family: "system-ui, sans-serif", size: 11 };
const VALUE_AXES = ["y", "y2"];

/** More units cannot be drawn in one plot. */
export const MOST_UNITS = VALUE_AXES.length;

/** The units of the series, in the order of their axes. */
export function unitsOf(series) {
  return [...new Set(series.map((one) => one.unit))];
}

/** The name of the axis for the unit. */
export function axisOf(unit, units) {
  return VALUE_AXES[units.indexOf(unit)] ?? VALUE_AXES[0];
}

export function scalesOf(plot) {
  return { x: timeScale(plot), y: valueScale(plot, 0), y2: { ...valueScale(plot, 1), position: "right", display: false } };
}

/** Sets what may change while a chart lives: which axes there are, and their colours. */
export function adaptScales(scales, { units, colours }) {
  scales.y2.display = units.length > 1;
  for (const axis of [scales.x, scales.y, scales.y2]) {
    axis.ticks.color = colours.text;
    axis.grid.color = colours.grid;
  }
}

function timeScale(plot) {
  let step = 1;
  return {
    ...scale(plot),
    afterDataLimits: (axis) => {
      axis.min = plot.window.from;
      axis.max = plot.window.to;
    },
    afterBuildTicks: (axis) => {
      const ticks = timeTicks(axis.min, axis.max, plot.canvas.clientWidth / PIXELS_PER_TIME_LABEL);
      step = ticks.step;
      axis.ticks = ticks.values.map((value) => ({ value }));
    },
    ticks: { ...labels(plot), callback: (value) => tick(value, step), maxRotation: 0, autoSkip: true, autoSkipPadding: 8 },
  };
}

function valueScale(plot, index) {
  const { stacked, max } = plot.options;
  const unit = () => plot.units[index] ?? "";
  let lines = null;
  return {
    ...scale(plot, index === 0),
    stacked,
    afterDataLimits: (axis) => {
      lines = valueAxis(axis.min, max ?? axis.max, unit(), Math.max(2, Math.floor(plot.canvas.clientHeight / PIXELS_PER_LINE)));
      axis.min = lines.min;
      axis.max = lines.max;
    },
    afterBuildTicks: (axis) => {
      axis.ticks = axisLines(lines).map((value) => ({ value }));
    },
    afterFit: (axis) => {
      if (axis.options.display) {
        axis.width = Math.max(axis.width, LEAST_WIDTH);
      }
    },
    ticks: { ...labels(plot), callback: (value) => axisLabel(value, unit()), autoSkip: false },
  };
}

function scale(plot, lines = true) {
  return {
    type: "linear",
    bounds: "data",
    border: { display: false },
    grid: { color: plot.colours.grid, tickLength: 4, drawOnChartArea: lines },
  };
}

function labels(plot) {
  return { color: plot.colours.text, font: FONT };
}
