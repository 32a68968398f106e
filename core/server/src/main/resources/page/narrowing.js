// Which datapoints of an agent are shown: those with all words, of a family, with the chosen metadata.

import { familyOf } from "./datapoints.js";

/** The name of the group of families, as no metadata is called. */
export const FAMILY = "";
const MOST_VALUES = 100;
const MOST_GROUPS = 6;

/** The datapoints with everything that the state asks for; words are what each of them says, in their order. */
export function narrowed({ datapoints, words }, { find, family, meta }) {
  const wanted = find.toLowerCase().split(/\s+/).filter((word) => word);
  const values = new Map();
  meta.forEach(([key, value]) => values.set(key, [...(values.get(key) ?? []), value]));
  return datapoints.filter((datapoint, index) =>
    wanted.every((word) => words[index].includes(word)) &&
    (family === "" || familyOf(datapoint) === family) &&
    [...values].every(([key, some]) => datapoint.metadata.some((pair) => pair.key === key && some.includes(pair.value))));
}

/** Groups of chips: families, and metadata that tells some datapoints of the family from others, but not each. */
export function groupsOf(datapoints, names, family) {
  const families = counted(datapoints.map(familyOf));
  const own = family === "" ? datapoints : datapoints.filter((datapoint) => familyOf(datapoint) === family);
  const titles = new Map();
  const values = new Map();
  for (const { key, name, value } of own.flatMap(({ metadata }) => metadata)) {
    if (names.has(key) && value !== "") {
      titles.set(key, name);
      values.set(key, values.get(key) ?? []);
      values.get(key).push(value);
    }
  }
  const groups = [...values]
    .map(([key, all]) => ({ name: key, title: titles.get(key), all, values: counted(all) }))
    .filter((group) => group.values.length > 1 && group.values.length <= Math.min(MOST_VALUES, group.all.length / 2))
    .slice(0, MOST_GROUPS)
    .map(({ name, title, values: some }) => ({ name, title, values: some.map(([value]) => ({ value, text: value })) }));
  const kinds = families.map(([value, count]) => ({ value, text: `${value} ${count}` }));
  return families.length > 1 ? [{ name: FAMILY, title: "Group", values: kinds }, ...groups] : groups;
}

/** [value, how often], in the order of the first of each. */
function counted(values) {
  const counts = new Map();
  values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts];
}
