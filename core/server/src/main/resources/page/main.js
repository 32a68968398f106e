// Starts the page: what is shown is in the state, when it is asked for is here.

import { Agents } from "./agents.js";
import { ApiError } from "./api.js";
import { Daemon } from "./daemon.js";
import { byId, element } from "./dom.js";
import { time } from "./format.js";
import { Health } from "./health.js";
import { Metrics } from "./metrics.js";
import { Overview } from "./overview.js";
import { change, format, inView, onChange, RANGES, state, VIEWS } from "./state.js";
import { startTheme } from "./theme.js";
import { roundStep } from "./ticks.js";

// As many as a year has days, so that each of them has its own.
const POINTS_PER_SERIES = 366;
const CHARTS_EVERY_MILLIS = 5000;
const CHARTS_AT_LEAST_EVERY_MILLIS = 60_000;

const daemon = new Daemon();
const overview = new Overview();
const metrics = new Metrics();
const views = { overview, metrics, agents: new Agents() };
const health = new Health((status, nowMillis) => {
  const first = daemon.content.hidden;
  daemon.show(status, nowMillis);
  if (first || Date.now() - refreshedAt >= refreshEvery()) {
    refresh();
  }
});
let running = null;
let refreshedAt = 0;

function span() {
  const { zoom, range } = state();
  return zoom ? zoom.to - zoom.from : RANGES[range];
}

function refreshEvery() {
  if (!state().live || state().zoom) {
    return Infinity;
  }
  const newPoint = Math.min(span() / POINTS_PER_SERIES, CHARTS_AT_LEAST_EVERY_MILLIS);
  return Math.max(health.period(), CHARTS_EVERY_MILLIS, newPoint);
}

/** Asks for the charts of the view; what was asked before is given up. */
async function refresh() {
  const view = views[state().view];
  running?.abort();
  if (!view || document.hidden) {
    return;
  }
  const mine = new AbortController();
  running = mine;
  refreshedAt = Date.now();
  const { zoom, range } = state();
  document.body.classList.add("asking");
  try {
    await view.refresh({
      window: zoom ?? { from: `-${range}`, to: "" },
      stepMillis: roundStep(Math.max(health.period(), span() / POINTS_PER_SERIES)),
      status: health.status,
      signal: mine.signal,
    });
  } catch (fault) {
    // Who cannot be reached is said by the banner.
    if (!mine.signal.aborted && !(fault instanceof ApiError)) {
      throw fault;
    }
  } finally {
    if (running === mine) {
      running = null;
      document.body.classList.remove("asking");
    }
  }
}

function showControls() {
  const now = state();
  for (const name of VIEWS) {
    byId(name).hidden = now.view !== name;
    const tab = byId(`tab-${name}`);
    tab.href = format(inView(now, name));
    if (now.view === name) {
      tab.setAttribute("aria-current", "page");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
  byId("controls").hidden = now.view === "daemon";
  byId("controls").dataset.view = now.view;
  for (const button of byId("ranges").children) {
    button.setAttribute("aria-pressed", String(!now.zoom && now.range === button.dataset.range));
  }
  const follows = now.live && !now.zoom;
  byId("live").setAttribute("aria-pressed", String(follows));
  byId("live").title = follows ? "New points appear by themselves; press to pause" : "Paused; press to follow new points";
  byId("reset").hidden = !now.zoom;
  byId("reset").title = now.zoom ? `${time(now.zoom.from)} to ${time(now.zoom.to)}; press to go back to the last ${now.range}` : "";
}

function start() {
  byId("ranges").append(...Object.keys(RANGES).map((range) =>
    element("button", { type: "button", "data-range": range, onclick: () => change({ range, zoom: null }) }, range)));
  byId("reset").addEventListener("click", () => change({ zoom: null }));
  byId("live").addEventListener("click", () => {
    const follows = state().live && !state().zoom;
    change({ live: !follows, zoom: null });
  });
  byId("skip").addEventListener("click", () => byId("main").focus());
  onChange((now, before) => {
    showControls();
    const onlyHidden = format({ ...now, hidden: new Set() }) === format({ ...before, hidden: new Set() });
    if (onlyHidden) {
      views[now.view]?.draw();
    } else {
      refresh();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      health.stop();
      running?.abort();
    } else {
      health.start();
    }
  });
  startTheme(() => Object.values(views).forEach((view) => view.recolour()));
  showControls();
  if (!document.hidden) {
    health.start().then(() => health.isGone() && refresh());
  }
}

start();
