// What is shown, kept in the hash of the address so that it can be shared and survives a reload.

export const RANGES = { "15m": 900_000, "1h": 3_600_000, "6h": 21_600_000, "24h": 86_400_000, "7d": 604_800_000, "30d": 2_592_000_000 };
export const AGGREGATIONS = { avg: "average", min: "minimum", max: "maximum", last: "last", sum: "sum" };
const VIEWS = ["overview", "metrics", "daemon"];
// Short: on the first day of a daemon the first minutes should be seen.
const DEFAULT_RANGE = "15m";
const MOST_TAGS = 100;
const MOST_HIDDEN = 100;

/**
 * The state that a hash stands for; what it does not say, or says wrongly, is the default. Tags are [name, value]
 * pairs; a zoom is { from, to } in milliseconds or null; hidden holds keys of series.
 */
export function parse(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const from = Number(given.get("from"));
  const to = Number(given.get("to"));
  return {
    view: oneOf(VIEWS, given.get("view"), "overview"),
    host: given.get("host") ?? "",
    range: oneOf(Object.keys(RANGES), given.get("range"), DEFAULT_RANGE),
    zoom: from > 0 && to > from && Number.isFinite(to) ? { from, to } : null,
    metric: given.get("metric") ?? "",
    agg: oneOf(Object.keys(AGGREGATIONS), given.get("agg"), "avg"),
    tags: [...given].filter(([name]) => name.startsWith("tag.")).map(([name, value]) => [name.slice(4), value]).slice(0, MOST_TAGS),
    live: given.get("live") !== "no",
    hidden: new Set(given.getAll("hide").slice(0, MOST_HIDDEN)),
  };
}

/** The hash of a state, without what is as usual. */
export function format(state) {
  const said = new URLSearchParams();
  const say = (name, value, usual) => value !== usual && said.append(name, value);
  say("view", state.view, "overview");
  say("host", state.host, "");
  say("range", state.range, DEFAULT_RANGE);
  if (state.zoom) {
    said.append("from", Math.round(state.zoom.from));
    said.append("to", Math.round(state.zoom.to));
  }
  say("metric", state.metric, "");
  say("agg", state.agg, "avg");
  state.tags.forEach(([name, value]) => said.append(`tag.${name}`, value));
  say("live", state.live ? "yes" : "no", "yes");
  state.hidden.forEach((key) => said.append("hide", key));
  return `#${said}`;
}

function oneOf(known, wanted, usual) {
  return known.includes(wanted) ? wanted : usual;
}

const listeners = [];
let current = parse(location.hash);

export function state() {
  return current;
}

/** Calls the listener with (now, before) after each change. */
export function onChange(listener) {
  listeners.push(listener);
}

/** Changes parts of the state; the way back leads to the state before. */
export function change(parts) {
  history.pushState(null, "", format({ ...current, ...parts }));
  adopt();
}

/** Changes what is not worth a step of the way back. */
export function adjust(parts) {
  history.replaceState(null, "", format({ ...current, ...parts }));
  adopt();
}

function adopt() {
  const before = current;
  current = parse(location.hash);
  listeners.forEach((listener) => listener(current, before));
}

addEventListener("popstate", adopt);
