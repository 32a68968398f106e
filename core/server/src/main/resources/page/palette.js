// Colours of series: told apart by people with any colour vision, at least 3:1 against the card in both themes
// (theme.css). Beyond eight, and for the second metric of a panel, the pattern of the line makes the difference.

const COLOURS = 8;
const PATTERNS = [[], [6, 4], [2, 3], [10, 4, 2, 4]];

/** Colour and line of a series: { colour: 0 to 7, dash }. */
export function look(index, patternOffset = 0) {
  const pattern = (Math.floor(index / COLOURS) + patternOffset) % PATTERNS.length;
  return { colour: index % COLOURS, dash: PATTERNS[pattern] };
}

/** The theme's colours as they are now: { series: […], grid, text }. */
export function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    series: Array.from({ length: COLOURS }, (_, index) => read(`--series-${index}`)),
    grid: read("--grid"),
    text: read("--text-soft"),
  };
}

/** The colour with that opacity, 0 to 1; colours of the theme are written as #rrggbb. */
export function faded(colour, opacity) {
  return colour + Math.round(opacity * 255).toString(16).padStart(2, "0");
}
