// A panel of pattoo's datapoints: one question for all of them, and the names of the series.

import { queryDatapoints } from "./api.js";
import { labelsOf, unitOf } from "./datapoints.js";
import { look } from "./palette.js";
import { pointsOf } from "./series.js";

/** What a panel of these datapoints needs; a counter is shown as its change per second. */
export function describePanel(title, datapoints, more) {
  const numbers = datapoints.map(({ idx }) => idx);
  return {
    title,
    questions: [({ window, stepMillis, agg, signal }) => queryDatapoints(numbers, window, stepMillis, agg, signal)],
    series: ([{ answer }]) => seriesOf(datapoints, answer),
    reason: () => absence(datapoints),
    more,
  };
}

function seriesOf(datapoints, answer) {
  const labels = labelsOf(datapoints);
  const answered = new Map(answer.series.map((series) => [series.idx, series]));
  return datapoints.flatMap((datapoint, index) => {
    const series = answered.get(datapoint.idx);
    return series ? [{
      key: `datapoint${datapoint.idx}`,
      label: labels[index],
      unit: unitOf(datapoint),
      look: look(index),
      last: series.last,
      min: series.min,
      avg: series.avg,
      max: series.max,
      points: pointsOf(answer.times, series.values, Math.max(datapoint.intervalMillis, answer.stepMillis)),
    }] : [];
  });
}

function absence(datapoints) {
  const newest = Math.max(0, ...datapoints.map(({ lastMillis }) => lastMillis));
  return { text: newest > 0 ? "No values in this range of time. Choose a longer one." : "No values yet: a counter needs two." };
}
