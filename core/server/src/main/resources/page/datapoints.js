// What pattoo's datapoints are called, and how they belong together.

const COUNTERS = ["counter32", "counter64"];
const KINDS = new Map([
  ["text", "text"], ["counter32", "counter (32 bits)"], ["counter64", "counter"], ["integer", "gauge"], ["float", "gauge (float)"],
]);
const PER_SECOND = /\s*(?:\/|\bper\b)\s*s(?:ec(?:onds?)?)?$/i;
// Units that language packs write in their own way.
const UNITS = new Map([
  ["byte", "bytes"], ["bytes", "bytes"], ["bit", "bits"], ["bits", "bits"], ["%", "percent"], ["percent", "percent"],
  ["percentage", "percent"], ["percentage utilization", "percent"], ["second", "seconds"], ["seconds", "seconds"],
  ["milliseconds", "milliseconds"], ["ms", "milliseconds"], ["none", ""],
]);

export function isText({ type }) {
  return type === "text";
}

export function isCounter({ type }) {
  return COUNTERS.includes(type);
}

/** What the type means. */
export function kindOf({ type }) {
  return KINDS.get(type) ?? type;
}

/** The unit of what is shown of it, in the words of format.js: of a counter that is its change per second. */
export function unitOf(datapoint) {
  const text = datapoint.unit.trim();
  const base = text.replace(PER_SECOND, "").trim();
  const unit = UNITS.get(base.toLowerCase()) ?? base;
  return isCounter(datapoint) || base !== text ? `${unit}/s` : unit;
}

/** The beginning of a key that its relatives have too: its first word, or all of an OID but the instance. */
export function familyOf({ key }) {
  if (/^\.?\d+(\.\d+)+$/.test(key)) {
    return key.slice(0, key.lastIndexOf("."));
  }
  return key.match(/^[^\s_.:;,/-]+/)?.[0] ?? key;
}

/** Names of metadata of which these datapoints have different values, or which few of them have: half, or as many as said. */
export function tellingNames(datapoints, few = datapoints.length / 2) {
  const values = new Map();
  for (const { metadata } of datapoints) {
    for (const { key, value } of metadata) {
      const seen = values.get(key) ?? { first: value, count: 0, same: true };
      values.set(key, { first: seen.first, count: seen.count + 1, same: seen.same && seen.first === value });
    }
  }
  return new Set([...values].filter(([, { count, same }]) => !same || count <= few).map(([key]) => key));
}

/** Values of the metadata with these names. */
export function valuesOf({ metadata }, names) {
  return metadata.filter(({ key, value }) => names.has(key) && value !== "").map(({ value }) => value);
}

/** For each datapoint words that tell it from the others: name, metadata, target, program, as far as they differ. */
export function labelsOf(datapoints) {
  const names = namesWithinAgents(datapoints);
  const differ = (property) => new Set(datapoints.map(property)).size > 1;
  const parts = [
    ...(differ(({ name }) => name) ? [({ name }) => [name]] : []),
    (datapoint) => valuesOf(datapoint, names),
    ...(differ(({ target }) => target) ? [({ target }) => [target]] : []),
    ...(differ(({ programName }) => programName) ? [({ programName }) => [programName]] : []),
  ];
  const labels = datapoints.map((datapoint) => parts.flatMap((part) => part(datapoint)).join(" · ") || datapoint.name);
  // Datapoints of an agent that posts the same twice differ in nothing but their number.
  return labels.map((label, index) => (labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} · ${datapoints[index].idx}`));
}

/** What tells an agent's datapoints apart; what only differs between agents, such as their kernels, is said by the target. */
function namesWithinAgents(datapoints) {
  const agents = [...new Set(datapoints.map(({ agent }) => agent))];
  const names = agents.flatMap((one) => {
    const own = datapoints.filter(({ agent }) => agent === one);
    return [...tellingNames(own, own.length - 1)];
  });
  return new Set(names);
}

/** Datapoints with one key together, in the order in which they come: [{ key, name, datapoints }]. */
export function sectionsOf(datapoints) {
  const sections = new Map();
  for (const datapoint of datapoints) {
    const section = sections.get(datapoint.key) ?? { key: datapoint.key, name: datapoint.name, datapoints: [] };
    section.datapoints.push(datapoint);
    sections.set(datapoint.key, section);
  }
  return [...sections.values()];
}

/** What everything that can be searched for in a datapoint says, in lower case. */
export function searchable({ name, key, unit, metadata }) {
  return [name, key, unit, ...metadata.flatMap((pair) => [pair.name, pair.value])].join("\n").toLowerCase();
}
