// Numbers, units, times and durations as people read them; the browser's time zone, 24 hours.

const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const LONGEST_UNIT = 16;
const DECIMAL = ["", "k", "M", "G", "T", "P", "E"];

/** About three significant digits, no exponent between a thousandth and a quintillion. */
export function number(value) {
  return scaled(value, 1000, DECIMAL, (head, prefix) => head + prefix, 10000);
}

/** A whole count with thin spaces between thousands. */
export function count(value) {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** A value with its unit: 1.5 GiB, 12.3 %, 4.2 KiB/s, 250 ms. */
export function withUnit(value, unit) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "–";
  }
  const perSecond = unit.endsWith("/s");
  const base = perSecond ? unit.slice(0, -2) : unit;
  return baseUnit(value, base) + (perSecond ? "/s" : "");
}

/** The same for the lines of an axis, which are at round values. */
export function axisLabel(value, unit) {
  return withUnit(value, unit).replace(/(\.\d*?)0+(?!\d)/, (_, kept) => (kept === "." ? "" : kept));
}

function baseUnit(value, base) {
  switch (base) {
    case "bytes":
      return scaled(value, 1024, BINARY, (head, prefix) => `${head} ${prefix}B`, 1024);
    case "bits":
      return scaled(value, 1000, DECIMAL, (head, prefix) => `${head} ${prefix}bit`, 1000);
    case "percent":
      return `${digits(value)} %`;
    case "s":
    case "seconds":
      return seconds(value);
    case "milliseconds":
    case "ms":
      return seconds(value / 1000);
    case "":
      return number(value);
    default:
      return `${number(value)} ${shortened(base, LONGEST_UNIT)}`;
  }
}

/** The text, or its beginning if it is longer. */
export function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function scaled(value, factor, prefixes, join, from) {
  let size = Math.abs(value);
  let index = 0;
  if (size >= from) {
    while (size >= factor && index < prefixes.length - 1) {
      size /= factor;
      index++;
    }
  }
  return join(digits(Math.sign(value) * size), prefixes[index]);
}

function digits(value) {
  // Rounded first: 9.996 has the places of ten.
  const size = Math.abs(Number(value.toPrecision(3)));
  if (size === 0) {
    return "0";
  }
  if (size < 0.001 || size >= 1e21) {
    return value.toExponential(1);
  }
  const places = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toFixed(places);
}

function seconds(value) {
  const size = Math.abs(value);
  if (size === 0) {
    return "0 s";
  }
  if (size < 0.001) {
    return `${digits(value * 1e6)} µs`;
  }
  if (size < 1) {
    return `${digits(value * 1000)} ms`;
  }
  return size < 120 ? `${digits(value)} s` : duration(value * 1000);
}

/** 45 s, 12 min, 3 h 20 min, 5 d 2 h. */
export function duration(millis) {
  const total = Math.round(Math.abs(millis) / 1000);
  const sign = millis < 0 ? "-" : "";
  const [d, h, m, s] = [Math.floor(total / 86400), Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60];
  const parts = d > 0 ? [[d, "d"], [h, "h"]] : h > 0 ? [[h, "h"], [m, "min"]] : m > 0 ? [[m, "min"], [s, "s"]] : [[s, "s"]];
  return sign + parts.filter(([size], index) => index === 0 || size > 0).map(([size, name]) => `${size} ${name}`).join(" ");
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });

/** 14:05:30, with the day in front unless it is today, and the year unless it is this one; a dash for what is no time. */
export function time(millis, now = Date.now()) {
  const [then, today] = [new Date(millis), new Date(now)];
  if (Number.isNaN(then.getTime())) {
    return "–";
  }
  const front = then.toDateString() === today.toDateString() ? "" : `${(then.getFullYear() === today.getFullYear() ? day : date).format(then)} `;
  return front + clock.format(then);
}

/** The label of a tick: as short as the distance between ticks allows. */
export function tick(millis, stepMillis) {
  const then = new Date(millis);
  if (stepMillis >= 30 * 86_400_000) {
    return month.format(then);
  }
  if (stepMillis >= 86_400_000 || (then.getHours() === 0 && then.getMinutes() === 0 && then.getSeconds() === 0)) {
    return day.format(then);
  }
  return (stepMillis < 60_000 ? clock : minute).format(then);
}
