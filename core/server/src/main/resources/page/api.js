// The server's HTTP interface, in the words of this page.

import { byId, setText } from "./dom.js";
import { Gate } from "./gate.js";

const TIMEOUT_MILLIS = 10_000;
const KEY = "puypuy-api-key";
// As many as the server answers at a time.
const queries = new Gate(2);

/** The server's answer was not the one that was asked for; the message is a sentence for people. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Names of metrics that contain the text. */
export function metrics(search, limit, signal) {
  return get("metrics", [["search", search], ["limit", limit]], signal).then((reply) => reply.body);
}

/** Names and values of the metric's tags. */
export function tags(metric, signal) {
  return get("tags", [["metric", metric]], signal).then((reply) => reply.body);
}

/** Series of a metric; the window is { from, to } as in the interface, and tags are [name, value] pairs. */
export function query(metric, window, stepMillis, agg, tagPairs, signal) {
  const filters = tagPairs.map(([name, value]) => [`tag.${name}`, value]);
  const parameters = [["metric", metric], ...times(window, stepMillis, agg), ...filters];
  return queries.pass(() => get("query", parameters, signal), signal).then((reply) => reply.body);
}

/** pattoo's agents and their targets, with the server's time of the answer: { agents, total, truncated, nowMillis }. */
export function agents(search, limit, signal) {
  return get("agents", [["search", search], ["limit", limit]], signal).then(({ body, at }) => ({ ...body, nowMillis: at }));
}

/** An agent and its datapoints, at most about so many: { agent, datapoints, total, truncated, nowMillis }. */
export async function datapointsOf(agent, most, signal) {
  const all = [];
  for (;;) {
    const { body, at } = await get(`agents/${agent}/datapoints`, [["offset", all.length]], signal);
    all.push(...body.datapoints);
    if (!body.truncated || all.length >= most || body.datapoints.length === 0) {
      return { ...body, datapoints: all, nowMillis: at };
    }
  }
}

/** The datapoints with the numbers, of any agents; those that are not there are left out. */
export function datapoints(numbers, signal) {
  return get("datapoints", numbers.map((number) => ["idx", number]), signal).then(({ body }) => body.datapoints);
}

/** One series for each of the datapoints; a counter's values are its change per second. */
export function queryDatapoints(numbers, window, stepMillis, agg, signal) {
  const parameters = [...numbers.map((number) => ["idx", number]), ...times(window, stepMillis, agg)];
  return queries.pass(() => get("datapoints/query", parameters, signal), signal).then((reply) => reply.body);
}

/** The newest text of each of the datapoints: [{ idx, timestamp, text }]. */
export function latestTexts(numbers, signal) {
  return get("datapoints/texts", numbers.map((number) => ["idx", number]), signal).then(({ body }) => body.texts);
}

/** The daemon's status, with the server's time of the answer: browsers' clocks may be wrong. */
export async function status() {
  const { body, at } = await get("status", []);
  return { status: body, nowMillis: at };
}

function times(window, stepMillis, agg) {
  return [["from", window.from], ["to", window.to], ["step", `${Math.round(stepMillis / 1000)}s`], ["agg", agg]];
}

async function get(path, parameters, signal) {
  const given = parameters.filter(([, value]) => value !== null && value !== undefined && value !== "");
  const address = `/api/v1/${path}?${new URLSearchParams(given)}`;
  let reply = await send(address, signal);
  for (let refused = false; reply.status === 401; refused = true) {
    await askForKey(refused);
    reply = await send(address, signal);
  }
  const body = await reply.json().catch(() => null);
  if (!reply.ok || body === null) {
    throw new ApiError(body?.error ?? `the server answered ${reply.status}`, reply.status);
  }
  const at = Date.parse(reply.headers.get("Date") ?? "");
  return { body, at: Number.isFinite(at) ? at : Date.now() };
}

async function send(address, signal) {
  const key = sessionStorage.getItem(KEY);
  const deadline = AbortSignal.timeout(TIMEOUT_MILLIS);
  try {
    return await fetch(address, {
      headers: key ? { "X-Api-Key": key } : {},
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
  } catch (fault) {
    if (signal?.aborted) {
      throw fault;
    }
    throw new ApiError(fault.name === "TimeoutError" ? "the daemon does not answer in time" : "the daemon cannot be reached", 0);
  }
}

let asking = null;

/** Asks once, however many requests wait for the key. */
function askForKey(refused) {
  asking ??= new Promise((resolve) => {
    const dialog = byId("key-dialog");
    setText(byId("key-text"), refused
      ? "The server refuses this key. The right one is apikey of the section [Server] in the daemon's settings."
      : "The server asks for a key: apikey of the section [Server] in the daemon's settings. It is kept until this tab is closed.");
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => {
      sessionStorage.setItem(KEY, byId("key").value);
      byId("key").value = "";
      asking = null;
      resolve();
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}
