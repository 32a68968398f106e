// A panel of metrics: its questions, the names of its series, and why there may be none.

import { reasonOf } from "./absence.js";
import { query } from "./api.js";
import { Panel } from "./panel.js";
import { seriesOf } from "./series.js";

const NOT_FOUND = 404;

/**
 * A panel of { title, check, queries: [{ metric, label, tags }], by, stacked, max, link }: check is where the points
 * come from, by the tag that gives the colours, link whether to lead to the metric of the first query.
 */
export function metricPanel({ title, check, queries, by, stacked, max, link }) {
  const labels = queries.map(({ label }) => label);
  return new Panel({
    title,
    stacked,
    max,
    questions: queries.map((one) => (context) => ask(one, context)),
    series: (answers) => seriesOf(answers.map(({ answer, question }) => ({ label: labels[question], answer })), by),
    reason: ({ status, host }) => reasonOf(check, status, host),
    more: "choose tags to see others",
    link: link ? { text: "Explore", label: `${title} in the view of metrics`, state: (host) => leadTo(queries[0], host) } : null,
  });
}

function leadTo({ metric, tags = [] }, host) {
  return { view: "metrics", metric, tags: host ? [["host", host], ...tags] : tags, hidden: new Set() };
}

async function ask(one, { window, stepMillis, agg, host, signal, known }) {
  const nothing = { metric: one.metric, unit: "", times: [], series: [], from: 0, to: 1 };
  if (known && !known.has(one.metric)) {
    return nothing;
  }
  const tags = [...(one.tags ?? []), ...(host ? [["host", host]] : [])];
  try {
    return await query(one.metric, window, stepMillis, agg, tags, signal);
  } catch (fault) {
    // A metric that has never been stored is not there; that is said as "no points".
    if (fault.status === NOT_FOUND) {
      return nothing;
    }
    throw fault;
  }
}
