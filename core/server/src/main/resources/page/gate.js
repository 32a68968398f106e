// Lets a few through at a time: a browser has six connections, and the status must not wait behind charts.

export class Gate {
  constructor(places) {
    this.free = places;
    this.waiting = [];
  }

  /** Runs the work as soon as there is a place, in the order of asking; not at all if it was given up meanwhile. */
  async pass(work, signal) {
    if (this.free > 0) {
      this.free--;
    } else {
      await new Promise((resolve) => this.waiting.push(resolve));
    }
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.free++;
      }
    }
  }
}
