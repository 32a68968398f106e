// Series as charts and legends need them, out of the answers of the server.

import { look } from "./palette.js";

/** More lines than this cannot be told apart. */
export const MOST_SERIES = 24;
const SAME_EVERYWHERE = ["host", "type", "cluster", "group", "location"];
// A series is drawn through when no more than this many of its usual distances are missing.
const TOLERATED_GAP = 2.5;

/**
 * The series of all answers, each with key, label, look, points and its numbers.
 *
 * @param parts [{ label, answer }], one per query of a panel
 * @param by the tag that gives a panel's series their colour; without it every series has its own
 */
export function seriesOf(parts, by) {
  const all = parts.flatMap(({ label, answer }, part) =>
    answer.series.map((series) => ({ ...series, part, metricLabel: label, metric: answer.metric, unit: answer.unit ?? "" })));
  const told = tellingTags(all);
  const groups = [...new Set(all.map((series) => series.tags[by] ?? ""))].sort();
  const times = parts.map(({ answer }) => answer.times);
  return all.map((series, index) => ({
    key: [series.metric, ...told.own.map((tag) => series.tags[tag] ?? "")].join("|"),
    label: labelOf(series, told, by),
    unit: series.unit,
    look: by ? look(groups.indexOf(series.tags[by] ?? ""), series.part) : look(index),
    last: series.last,
    min: series.min,
    avg: series.avg,
    max: series.max,
    points: pointsOf(times[series.part], series.values),
  }));
}

/** Names of the tags that tell these series apart, and those that only some metrics have. */
function tellingTags(all) {
  const names = [...new Set(all.flatMap((series) => Object.keys(series.tags)))];
  const differing = names.filter((name) => name !== "type" && new Set(all.map((series) => series.tags[name])).size > 1);
  return { differing, own: [...new Set([...differing, ...names.filter((name) => !SAME_EVERYWHERE.includes(name))])] };
}

function labelOf(series, { differing, own }, by) {
  const telling = series.metricLabel === null ? own : by && !differing.includes(by) ? [by, ...differing] : differing;
  const values = telling.map((tag) => series.tags[tag]).filter((value) => value !== undefined);
  const words = [values.join(" · "), series.metricLabel].filter((word) => word);
  return words.join(" ") || series.metric;
}

/**
 * Points { x, y } without the empty moments; a pause longer than usual gets a break of the line. Usual is the distance
 * in milliseconds, found in the points if it is not known.
 */
export function pointsOf(times, values, usual) {
  const points = [];
  times.forEach((x, index) => {
    if (values[index] !== null && values[index] !== undefined) {
      points.push({ x, y: values[index] });
    }
  });
  const most = (usual ?? usualDistance(points)) * TOLERATED_GAP;
  return points.flatMap((point, index) =>
    index > 0 && point.x - points[index - 1].x > most ? [{ x: (point.x + points[index - 1].x) / 2, y: NaN }, point] : [point]);
}

function usualDistance(points) {
  const distances = points.slice(1).map((point, index) => point.x - points[index].x).sort((a, b) => a - b);
  return distances.length ? distances[Math.floor(distances.length / 2)] : Infinity;
}

/** The point nearest to the time, or null if there is none within the distance. */
export function nearest(points, time, most) {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].x < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return [points[low - 1], points[low]]
    .filter((point) => point && Number.isFinite(point.y) && Math.abs(point.x - time) <= most)
    .reduce((best, point) => (best && Math.abs(best.x - time) <= Math.abs(point.x - time) ? best : point), null);
}
