// Where the axes have their lines.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const STEPS = [
  SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND,
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 10 * DAY, MONTH, 3 * MONTH, 12 * MONTH,
];
const MOST_LINES = 60;

/** The smallest round step that is at least so many milliseconds. */
export function roundStep(atLeast) {
  return STEPS.find((step) => step >= atLeast) ?? STEPS[STEPS.length - 1];
}

/** Round moments of local time between two times, at most about so many: { step, values }. */
export function timeTicks(from, to, most) {
  const step = roundStep((to - from) / Math.max(most, 1));
  const values = [];
  const date = new Date(from);
  date.setHours(0, 0, 0, 0);
  if (step >= DAY) {
    const next = step >= MONTH ? monthly(date, Math.round(step / MONTH)) : daily(date, Math.round(step / DAY));
    for (; date.getTime() <= to && values.length < MOST_LINES; next()) {
      if (date.getTime() >= from) {
        values.push(date.getTime());
      }
    }
    return { step, values };
  }
  const midnight = date.getTime();
  const first = midnight + Math.ceil((from - midnight) / step) * step;
  for (let value = first; value <= to && values.length < MOST_LINES; value += step) {
    values.push(value);
  }
  return { step, values };
}

/** Sets the day to one with a line, counted from the first of the month, and gives what moves it to the next. */
function daily(date, days) {
  date.setDate(date.getDate() - ((date.getDate() - 1) % days));
  return () => {
    const next = date.getDate() + days;
    const length = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate();
    // The next first has a line of its own: none short before it.
    if (next + days / 2 > length + 1) {
      date.setMonth(date.getMonth() + 1, 1);
    } else {
      date.setDate(next);
    }
  };
}

/** The same for the first day of a month or of several. */
function monthly(date, months) {
  date.setDate(1);
  date.setMonth(date.getMonth() - (date.getMonth() % months));
  return () => date.setMonth(date.getMonth() + months);
}

/** Bounds and step of a value axis: { min, max, step }; powers of two for bytes, so that the lines are at whole MiB. */
export function valueAxis(min, max, unit, most) {
  const low = Math.min(0, Number.isFinite(min) ? min : 0);
  const high = Math.max(Number.isFinite(max) ? max : 0, low);
  const span = high - low || 1;
  const step = unit.startsWith("bytes") ? binaryStep(span / most) : decimalStep(span / most);
  return { min: Math.floor(low / step) * step, max: Math.max(Math.ceil(high / step - 1e-9), 1) * step, step };
}

export function axisLines({ min, max, step }) {
  const lines = Math.min(Math.round((max - min) / step), MOST_LINES);
  return Array.from({ length: lines + 1 }, (_, index) => min + index * step);
}

function binaryStep(atLeast) {
  return 2 ** Math.ceil(Math.log2(Math.max(atLeast, 1)));
}

function decimalStep(atLeast) {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return [1, 2, 5, 10].find((factor) => factor * power >= atLeast * (1 - 1e-9)) * power;
}
