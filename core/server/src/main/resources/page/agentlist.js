// All agents and their targets, or how to have some.

import { agents } from "./api.js";
import { element, LiveTable, setText } from "./dom.js";
import { SearchField } from "./fields.js";
import { count, duration, shortened, time } from "./format.js";
import { adjust, format, state } from "./state.js";

const FIRST = 100;
const STEP = 200;
const INTERVALS_UNTIL_STALE = 3;
// Documents wait for each other on the way, in a hub or in a spool.
const ALLOWANCE_MILLIS = 30_000;

/** When something was last seen, and a mark if that is long ago, as a cell of a table. */
export function seen({ lastMillis, intervalMillis }, nowMillis) {
  if (!lastMillis) {
    return { text: "never", state: "idle" };
  }
  const age = nowMillis - lastMillis;
  return age > INTERVALS_UNTIL_STALE * intervalMillis + ALLOWANCE_MILLIS
    ? { text: `${duration(age)} ago`, state: "warning" }
    : { text: time(lastMillis, nowMillis), state: "good" };
}

const DAEMONS = [
  ["bin/pattoo_agent_os_autonomousd --start", "which sends by itself,"],
  ["bin/pattoo_agent_os_spoked --start", "which waits until a hub asks it, and"],
  ["bin/pattoo_agent_os_hubd --start", "which asks spokes, and sends what they answer."],
];

export class AgentList {
  constructor() {
    this.shown = FIRST;
    this.known = null;
    this.search = new SearchField("agent-search", "Agent", "Search a target, a program or an agent's id", () => adjust({ find: this.search.text() }));
    this.table = new LiveTable("Agents and their targets", [
      { title: "Target" }, { title: "Agent" }, { title: "Datapoints", numeric: true }, { title: "Last seen" }, { title: "Agent's id" },
    ]);
    this.more = element("button", { type: "button", class: "quiet", onclick: () => this.showMore() }, "Show more");
    this.note = element("p", { class: "note", role: "status" });
    this.card = element("article", { class: "card", hidden: true },
      element("header", {}, element("h2", {}, "Agents and their targets")), this.table.element,
      element("div", { class: "foot" }, this.note, this.more));
    this.field = element("div", { class: "card search", hidden: true }, element("div", { class: "row" }, this.search.element));
    this.none = element("article", { class: "card empty", hidden: true });
    this.element = element("div", { class: "stack targets" }, this.field, this.card, this.none);
  }

  async refresh({ status, signal }) {
    const { find } = state();
    this.search.show(find);
    let answer;
    try {
      answer = await agents(find, this.shown, signal);
    } catch (fault) {
      if (signal.aborted) {
        return;
      }
      this.showNone(true, [element("p", {}, `The agents cannot be listed: ${fault.message}.`)]);
      return;
    }
    if (!signal.aborted) {
      this.show(answer, find, status);
    }
  }

  show({ agents: found, total, truncated, nowMillis }, find, status) {
    const empty = found.length === 0 && find === "";
    this.showNone(empty, empty ? nothingYet(status) : []);
    this.table.element.hidden = found.length === 0;
    this.table.show(found.map((agent) => [
      { text: agent.target || "(no name)", href: format({ ...state(), agent: String(agent.idx), find: "", family: "", meta: [] }) },
      agent.programName, count(agent.datapoints), seen(agent, nowMillis), shortened(agent.agentId, 17),
    ]));
    this.more.hidden = !truncated;
    setText(this.note, found.length === 0 ? "No agent has this in its target, program or id." : truncated ? `The first ${count(found.length)} of ${count(total)}; search for others.` : "");
    this.note.hidden = this.note.textContent === "";
  }

  showNone(none, content) {
    this.none.hidden = !none;
    this.card.hidden = none;
    this.field.hidden = none;
    const text = content.map((part) => part.textContent).join("");
    if (none && this.none.textContent !== text) {
      this.none.replaceChildren(...content);
    }
  }

  showMore() {
    this.shown += STEP;
    adjust({});
  }
}

function nothingYet(status) {
  if (!status) {
    return [element("p", {}, "No agent has sent anything yet.")];
  }
  return status.intake?.address ? howToSend(status.intake.address) : nobodyListens();
}

/** For somebody who has no agent yet; the receiver is the address of the agent API, such as http://192.0.2.1:20201/. */
function howToSend(receiver) {
  const { hostname, port } = new URL(receiver);
  return [
    element("p", {}, "No agent has sent anything yet. Agents of pattoo send their data to"),
    element("code", {}, new URL("/pattoo/api/v1/agent/receive", receiver).href),
    element("p", {}, `In their configuration that is, in the section pattoo_agent_api, ip_address: ${hostname} and ip_bind_port: ${port}. What the operating system of a machine says is sent by:`),
    ...DAEMONS.map(([command, meaning]) => element("p", {}, element("code", {}, command), ` ${meaning}`)),
  ];
}

function nobodyListens() {
  return [element("p", {}, "Nothing takes the data of pattoo's agents here. Either agents = no stands in the section [Server] of conf/config.ini, or another program has the port that agent_port names there; the daemon's log says so.")];
}
