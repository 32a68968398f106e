// Which metrics there are: asking for one that is not would be an error, and in the console of the browser too.

import { metrics } from "./api.js";

const AGAIN_AFTER_MILLIS = 10_000;
const MOST_WITH_ONE_PREFIX = 500;

export class KnownMetrics {
  constructor(names) {
    this.names = names;
    this.found = new Set();
    this.askedAt = 0;
  }

  has(name) {
    return this.found.has(name);
  }

  /** Looks for those that were not there when it looked before. */
  async refresh(signal) {
    const missing = this.names.filter((name) => !this.found.has(name));
    if (missing.length === 0 || Date.now() - this.askedAt < AGAIN_AFTER_MILLIS) {
      return;
    }
    const prefixes = [...new Set(missing.map((name) => name.slice(0, name.indexOf("_") + 1)))];
    const answers = await Promise.all(prefixes.map((prefix) => metrics(prefix, MOST_WITH_ONE_PREFIX, signal)));
    answers.flatMap((answer) => answer.metrics).forEach(({ name }) => this.names.includes(name) && this.found.add(name));
    this.askedAt = Date.now();
  }
}
