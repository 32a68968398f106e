// Reading and zooming a plot with mouse, finger and keys.

import { announce } from "./dom.js";
import { time } from "./format.js";

const SHORTEST_DRAG_PIXELS = 6;
const SHORTEST_ZOOM_MILLIS = 5000;
const KEY_STEPS = 60;

/**
 * Listens on the surface; zoom is called with { from, to }, reset without anything.
 * Drag marks a span and zooms to it; a double click or Escape goes back. Arrow keys move the line, with Shift they mark.
 */
export function listen(surface, plot, cursor, { zoom, reset }) {
  let anchor = null;
  let at = null;

  const moment = (event) => {
    const { left, right } = plot.area();
    const pixel = event.clientX - surface.getBoundingClientRect().left;
    return plot.timeAt(Math.min(Math.max(pixel, left), right));
  };
  const forget = () => {
    anchor = null;
    cursor.unselect();
  };
  const finish = () => {
    const span = anchor === null ? null : [anchor, at].sort((a, b) => a - b);
    forget();
    if (span && span[1] - span[0] >= SHORTEST_ZOOM_MILLIS) {
      zoom({ from: Math.round(span[0]), to: Math.round(span[1]) });
      announce(`${time(span[0])} to ${time(span[1])}`);
    }
  };

  surface.addEventListener("pointerdown", (event) => {
    if (plot.area() && event.button === 0) {
      anchor = moment(event);
      at = anchor;
      surface.setPointerCapture(event.pointerId);
    }
  });
  surface.addEventListener("pointermove", (event) => {
    if (!plot.area()) {
      return;
    }
    at = moment(event);
    cursor.point(at);
    if (anchor !== null) {
      cursor.select(anchor, at);
    }
  });
  surface.addEventListener("pointerup", () => {
    const dragged = anchor !== null && Math.abs(plot.pixelAt(at) - plot.pixelAt(anchor)) >= SHORTEST_DRAG_PIXELS;
    if (dragged) {
      finish();
    } else {
      forget();
    }
  });
  // The browser takes a vertical swipe for scrolling.
  surface.addEventListener("pointercancel", forget);
  surface.addEventListener("pointerleave", () => {
    if (anchor === null) {
      cursor.leave();
    }
  });
  surface.addEventListener("dblclick", reset);
  surface.addEventListener("blur", () => {
    forget();
    cursor.leave();
  });

  const move = (event, to) => {
    const { from, to: end } = plot.window;
    const before = at ?? end;
    at = Math.min(Math.max(to, from), end);
    if (event.shiftKey) {
      anchor ??= before;
      cursor.select(anchor, at);
    } else {
      forget();
    }
    cursor.point(at, { say: true });
  };

  const scale = (factor) => {
    const { from, to } = plot.window;
    const middle = at ?? (from + to) / 2;
    const half = Math.max(((to - from) * factor) / 2, SHORTEST_ZOOM_MILLIS / 2);
    forget();
    zoom({ from: Math.round(middle - half), to: Math.round(middle + half) });
  };

  surface.addEventListener("keydown", (event) => {
    if (!plot.area() || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const { from, to } = plot.window;
    const step = (to - from) / KEY_STEPS;
    const now = Math.min(Math.max(at ?? to, from), to);
    const actions = {
      ArrowLeft: () => move(event, now - step),
      ArrowRight: () => move(event, now + step),
      PageUp: () => move(event, now - step * 10),
      PageDown: () => move(event, now + step * 10),
      Home: () => move(event, from),
      End: () => move(event, to),
      Enter: finish,
      "+": () => scale(0.5),
      "-": () => scale(2),
      Escape: anchor === null ? reset : forget,
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}
