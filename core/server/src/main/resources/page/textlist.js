// The latest values of datapoints that are texts.

import { seen } from "./agentlist.js";
import { latestTexts } from "./api.js";
import { isText, valuesOf } from "./datapoints.js";
import { element, LiveTable, setText } from "./dom.js";
import { count } from "./format.js";

const MOST = 50;

export class TextList {
  constructor() {
    this.table = new LiveTable("Latest texts", [{ title: "Datapoint" }, { title: "Last seen" }, { title: "Value" }]);
    this.note = element("p", { class: "note", hidden: true });
    this.element = element("article", { class: "card", hidden: true }, element("header", {}, element("h2", {}, "Texts")), this.table.element, this.note);
  }

  /** Shows those of the datapoints that are texts; names are those of metadata that tell datapoints apart. */
  async refresh(datapoints, names, { nowMillis }, { signal }) {
    const texts = datapoints.filter(isText);
    this.element.hidden = texts.length === 0;
    if (texts.length === 0) {
      return;
    }
    const shown = texts.slice(0, MOST);
    let values;
    try {
      values = new Map((await latestTexts(shown.map(({ idx }) => idx), signal)).map(({ idx, text }) => [idx, text]));
    } catch (fault) {
      if (!signal.aborted) {
        this.say(`The texts cannot be shown: ${fault.message}.`);
      }
      return;
    }
    this.table.show(shown.map((datapoint) => [
      [datapoint.name, ...valuesOf(datapoint, names)].join(" · "), seen(datapoint, nowMillis), values.get(datapoint.idx) ?? "",
    ]));
    this.say(texts.length > MOST ? `The first ${count(MOST)} of ${count(texts.length)}; search for others.` : "");
  }

  say(text) {
    setText(this.note, text);
    this.note.hidden = text === "";
  }
}
