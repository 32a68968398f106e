// Elements without HTML: whatever comes from outside goes in as text and is never parsed.

/** An element; attributes whose name begins with "on" are listeners, false and null ones are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Sets the text if it is another: an unchanged node keeps its selection, and screen readers stay silent. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function byId(id) {
  return document.getElementById(id);
}

/** Says something to screen readers only. */
export function announce(text) {
  setText(byId("announcement"), text);
}

/**
 * A table whose cells are updated in place, so that a refresh moves neither scroll position nor selection.
 * Columns are { title, numeric }; a cell is a text or { text, state, href }.
 */
export class LiveTable {
  constructor(caption, columns) {
    this.columns = columns;
    this.body = element("tbody");
    const head = columns.map((column) =>
      element("th", { scope: "col", class: column.numeric ? "numeric" : null }, column.title));
    const table = element("table", {},
      element("caption", { class: "hidden-text" }, caption), element("thead", {}, element("tr", {}, head)), this.body);
    this.element = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
  }

  show(rows) {
    while (this.body.rows.length > rows.length) {
      this.body.lastElementChild.remove();
    }
    while (this.body.rows.length < rows.length) {
      this.body.append(element("tr", {}, this.columns.map((column, index) =>
        index === 0
          ? element("th", { scope: "row" })
          : element("td", { class: column.numeric ? "numeric" : null, "data-title": column.title }))));
    }
    rows.forEach((row, index) => this.fill(this.body.rows[index], row));
  }

  fill(tableRow, cells) {
    cells.forEach((cell, index) => {
      const { text, state = "", href } = typeof cell === "object" ? cell : { text: cell };
      const node = tableRow.cells[index];
      if (href) {
        link(node, text, href);
      } else {
        setText(node, text);
      }
      if ((node.dataset.state ?? "") !== state) {
        node.dataset.state = state;
      }
    });
  }
}

/** Lets a cell hold nothing but a link. */
function link(node, text, href) {
  if (node.firstElementChild?.tagName !== "A") {
    node.replaceChildren(element("a"));
  }
  setText(node.firstElementChild, text);
  if (node.firstElementChild.getAttribute("href") !== href) {
    node.firstElementChild.setAttribute("href", href);
  }
}
