// A text field with a list of proposals from the server, after the ARIA practices for a combo box.

import { element, setText } from "./dom.js";
import { SearchField } from "./fields.js";

/**
 * Proposals while typing. search(text) promises { options: [{ value, detail }], truncated }; choose(value) is called
 * for the chosen one.
 */
export class ComboBox {
  constructor(id, label, { search, choose }) {
    this.search = search;
    this.choose = choose;
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.field = new SearchField(id, label, "Search, such as cpu or bytes", () => this.open(), {
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${id}-list`,
      onfocus: () => this.input.select(), onclick: () => this.open(), onkeydown: (event) => this.key(event), onblur: () => this.close(),
    });
    this.input = this.field.input;
    this.list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, onpointerdown: (event) => event.preventDefault() });
    this.hint = element("p", { class: "hint", role: "status" });
    this.popup = element("div", { class: "popup", hidden: true }, this.list, this.hint);
    this.element = this.field.element;
    this.element.append(this.popup);
  }

  show(value) {
    if (document.activeElement !== this.input || this.popup.hidden) {
      this.input.value = value;
    }
  }

  async open() {
    this.field.cancel();
    const turn = ++this.asked;
    const text = this.input.selectionEnd - this.input.selectionStart === this.input.value.length ? "" : this.input.value;
    const found = await this.search(text.trim()).catch((fault) => ({ options: [], fault }));
    // An answer that was overtaken, or comes after the list was closed, is no answer.
    if (turn !== this.asked || document.activeElement !== this.input) {
      return;
    }
    this.fill(found);
  }

  fill({ options, truncated, fault }) {
    this.options = options;
    this.list.replaceChildren(...options.map(({ value, detail }, index) =>
      element("li", { id: `${this.input.id}-${index}`, role: "option", "aria-selected": "false", onclick: () => this.take(index) },
        element("span", { class: "value" }, value), element("span", { class: "detail" }, detail))));
    setText(this.hint, fault ? `Metrics cannot be listed: ${fault.message}.` : options.length === 0 ? "No metric has this in its name." : truncated ? "There are more: type more of the name." : "");
    this.hint.hidden = this.hint.textContent === "";
    this.popup.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.activate(-1);
  }

  close() {
    this.field.cancel();
    this.asked++;
    this.popup.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  activate(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.list.children[index];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  take(index) {
    const { value } = this.options[index];
    this.input.value = value;
    this.close();
    this.choose(value);
  }

  key(event) {
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.popup.hidden) {
        this.open();
      } else if (count > 0) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.activate(this.active < 0 ? (step > 0 ? 0 : count - 1) : (this.active + step + count) % count);
      }
    } else if (event.key === "Enter" && !this.popup.hidden) {
      event.preventDefault();
      const named = this.options.findIndex((option) => option.value === this.input.value.trim());
      const index = this.active >= 0 ? this.active : named >= 0 ? named : 0;
      if (index < count) {
        this.take(index);
      }
    } else if (event.key === "Escape" && !this.popup.hidden) {
      event.preventDefault();
      this.close();
    }
  }
}
