// Asks the daemon how it is, once per period, and says it loudly when it is not well.

import { status as askStatus } from "./api.js";
import { fill, troubles } from "./daemon.js";
import { byId, setText } from "./dom.js";
import { duration, time, withUnit } from "./format.js";

const PERIODS_UNTIL_OLD = 3;
// The server's time comes in whole seconds.
const CLOCK_STEP_MILLIS = 1000;
const FIRST_MILLIS = 2000;
const LONGEST_MILLIS = 60_000;

export class Health {
  /** @param listener called with (status, nowMillis) after each answer */
  constructor(listener) {
    this.listener = listener;
    this.status = null;
    this.goneSince = 0;
    this.timer = 0;
    this.asking = false;
  }

  /** The period in milliseconds, a guess before the first answer. */
  period() {
    return Math.min(Math.max(this.status?.periodMillis ?? FIRST_MILLIS, 1000), LONGEST_MILLIS);
  }

  isGone() {
    return this.goneSince > 0;
  }

  stop() {
    clearTimeout(this.timer);
  }

  /** Asks now, and from then on once per period. */
  async start() {
    this.stop();
    if (this.asking) {
      return;
    }
    this.asking = true;
    try {
      const { status, nowMillis } = await askStatus();
      this.status = status;
      this.goneSince = 0;
      this.showFacts(status);
      this.showAge(status, nowMillis);
      this.listener(status, nowMillis);
    } catch (fault) {
      this.goneSince ||= Date.now();
      this.showBanner(fault.status === 0
        ? `The daemon is gone: no answer since ${time(this.goneSince)}. This page tries again by itself; to start the daemon: bin/puypuy start`
        : `The daemon does not say how it is: ${fault.message}. This page tries again by itself.`);
    } finally {
      this.asking = false;
    }
    if (!document.hidden) {
      this.stop();
      this.timer = setTimeout(() => this.start(), this.period());
    }
  }

  showFacts(status) {
    fill(byId("facts"), [
      ["Host", status.origin.host],
      ["Cluster", status.origin.cluster],
      ["Version", status.version],
      ["Last cycle", status.lastCycleMillis ? `${time(status.lastCycleMillis)} in ${withUnit(status.lastCycleDurationMillis, "ms")}` : "none yet"],
    ]);
    const wrong = troubles(status);
    byId("tab-count").hidden = wrong === 0;
    setText(byId("tab-count").firstElementChild, String(wrong));
    setText(byId("tab-count").lastElementChild, wrong === 1 ? " problem" : " problems");
    document.title = `${wrong > 0 ? `(${wrong}) ` : ""}${status.origin.host} · PuyPuy`;
  }

  showAge(status, nowMillis) {
    const newest = status.lastCycleMillis || status.startedMillis;
    const age = nowMillis - newest;
    const old = age > PERIODS_UNTIL_OLD * status.periodMillis + CLOCK_STEP_MILLIS;
    this.showBanner(old
      ? `The data is old. The last cycle was ${duration(age)} ago, and there should be one every ${duration(status.periodMillis)}. What it says: bin/puypuy status`
      : "");
  }

  showBanner(text) {
    setText(byId("banner"), text);
    byId("banner").hidden = text === "";
  }
}
