// What is shown, kept in the hash of the address so that it can be shared and survives a reload.

const DAY = 86_400_000;
export const RANGES = {
  "15m": 900_000, "1h": 3_600_000, "6h": 21_600_000, "24h": DAY, "7d": 7 * DAY, "30d": 30 * DAY, "90d": 90 * DAY, "365d": 365 * DAY,
};
export const AGGREGATIONS = { avg: "average", min: "minimum", max: "maximum", last: "last", sum: "sum" };
export const VIEWS = ["overview", "metrics", "agents", "daemon"];
const LAYOUTS = ["list", "charts"];
// Short: on the first day of a daemon the first minutes should be seen. Agents send seldom, mostly every five minutes.
const USUAL_RANGE = { overview: "15m", metrics: "15m", agents: "24h", daemon: "15m" };
const MOST_PAIRS = 100;
/** More datapoints in one chart cannot be told apart. */
export const MOST_CHOSEN = 24;
const MOST_HIDDEN = 100;

/**
 * The state that a hash stands for; what it does not say, or says wrongly, is the default. Tags are [name, value]
 * pairs; a zoom is { from, to } in milliseconds or null; hidden holds keys of series. Of the agents: agent is the number
 * of the one that is shown, find, family and meta narrow its datapoints, chosen are the numbers of those in the chart.
 */
export function parse(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const from = Number(given.get("from"));
  const to = Number(given.get("to"));
  const view = oneOf(VIEWS, given.get("view"), "overview");
  return {
    view,
    host: given.get("host") ?? "",
    range: oneOf(Object.keys(RANGES), given.get("range"), USUAL_RANGE[view]),
    zoom: from > 0 && to > from && Number.isFinite(to) ? { from, to } : null,
    metric: given.get("metric") ?? "",
    agg: oneOf(Object.keys(AGGREGATIONS), given.get("agg"), "avg"),
    tags: pairs(given, "tag."),
    agent: oneOf(numbers([given.get("agent")]), given.get("agent"), ""),
    find: given.get("find") ?? "",
    family: given.get("family") ?? "",
    meta: pairs(given, "meta."),
    layout: oneOf(LAYOUTS, given.get("layout"), "list"),
    chosen: numbers(given.getAll("datapoint")).slice(0, MOST_CHOSEN),
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
  say("range", state.range, USUAL_RANGE[state.view]);
  if (state.zoom) {
    said.append("from", Math.round(state.zoom.from));
    said.append("to", Math.round(state.zoom.to));
  }
  say("metric", state.metric, "");
  say("agg", state.agg, "avg");
  state.tags.forEach(([name, value]) => said.append(`tag.${name}`, value));
  say("agent", state.agent, "");
  say("find", state.find, "");
  say("family", state.family, "");
  state.meta.forEach(([name, value]) => said.append(`meta.${name}`, value));
  say("layout", state.layout, "list");
  state.chosen.forEach((number) => said.append("datapoint", number));
  say("live", state.live ? "yes" : "no", "yes");
  state.hidden.forEach((key) => said.append("hide", key));
  return `#${said}`;
}

/** The state in another view: what nobody chose is there as usual. */
export function inView(state, view) {
  const range = state.range === USUAL_RANGE[state.view] ? USUAL_RANGE[view] : state.range;
  return { ...state, view, range, hidden: new Set() };
}

function oneOf(known, wanted, usual) {
  return known.includes(wanted) ? wanted : usual;
}

function pairs(given, prefix) {
  return [...given].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]).slice(0, MOST_PAIRS);
}

function numbers(texts) {
  return [...new Set(texts.filter((text) => /^[1-9]\d{0,9}$/.test(text ?? "")))];
}

/** The pairs with the given one, or without it if it is there. */
export function toggled(all, name, value) {
  const others = all.filter(([otherName, otherValue]) => otherName !== name || otherValue !== value);
  return others.length < all.length ? others : [...all, [name, value]];
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
