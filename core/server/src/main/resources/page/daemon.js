// The fourth view: what the daemon says of itself.

import { byId, element, LiveTable, setText } from "./dom.js";
import { count, duration, time, withUnit } from "./format.js";

const STATES = { NEW: "not yet run", RUNNING: "running", OK: "OK", NOTHING: "nothing to report", FAILED: "failed", TIMED_OUT: "timed out" };
const BACKEND_STATES = { NEW: "nothing sent yet", DELIVERING: "delivering", RETRYING: "trying again", NOT_ALLOWED: "not allowed" };
const GOOD = ["OK", "DELIVERING"];
const BAD = ["FAILED", "TIMED_OUT", "NOT_ALLOWED", "ERROR"];
const WARNING = ["RETRYING", "WARNING"];

function mood(name) {
  return GOOD.includes(name) ? "good" : BAD.includes(name) ? "bad" : WARNING.includes(name) ? "warning" : "idle";
}

/** How many things somebody should look at. */
export function troubles(status) {
  return status.problems.length +
    status.jobs.filter(({ state }) => mood(state) === "bad").length +
    status.backends.filter(({ state }) => mood(state) === "bad" || mood(state) === "warning").length +
    status.alerts.filter(({ level }) => level !== "OK").length +
    (status.intake?.fault ? 1 : 0);
}

export class Daemon {
  constructor() {
    this.facts = element("dl", { class: "facts" });
    this.problems = element("ul", { class: "problems" });
    this.alerts = new LiveTable("Alerts", [{ title: "Alert" }, { title: "Level" }, { title: "Since" }, { title: "Check" }, { title: "Message" }]);
    this.jobs = new LiveTable("Checks and scripts", [
      { title: "Name" }, { title: "State" }, { title: "Last run" }, { title: "Duration", numeric: true }, { title: "Points", numeric: true },
      { title: "Runs", numeric: true }, { title: "Failed", numeric: true }, { title: "Skipped", numeric: true }, { title: "Message" },
    ]);
    this.backends = new LiveTable("Backends", [
      { title: "Backend" }, { title: "State" }, { title: "Collected", numeric: true }, { title: "Delivered", numeric: true }, { title: "Rejected", numeric: true },
      { title: "Dropped", numeric: true }, { title: "Waiting", numeric: true }, { title: "On disk", numeric: true }, { title: "Last success" }, { title: "Message" },
    ]);
    this.intake = element("dl", { class: "facts" });
    this.intakeFault = element("p", { class: "problems" });
    this.intakeCard = card("Documents of agents", this.intakeFault, this.intake);
    this.problemCard = card("Problems", this.problems);
    this.alertCard = card("Alerts", this.alerts.element);
    this.noJobs = element("div", { class: "empty" }, element("p", {}, "No check and no script is enabled."), element("code", {}, "bin/puypuy enable check_cpustats"));
    this.noBackends = element("div", { class: "empty" }, element("p", {}, "No backend is set: choose one with tsdtype in [TSDB] of conf/config.ini."));
    this.waiting = element("div", { class: "card empty" }, element("p", {}, "The daemon has not answered yet."));
    this.content = element("div", { class: "stack", hidden: true },
      card("Daemon", this.facts), this.problemCard, this.alertCard,
      card("Checks and scripts", this.jobs.element, this.noJobs), card("Backends", this.backends.element, this.noBackends), this.intakeCard);
    byId("daemon").append(this.waiting, this.content);
  }

  show(status, nowMillis) {
    this.waiting.hidden = true;
    this.content.hidden = false;
    fill(this.facts, [
      ["Version", status.version],
      ["Process", `${status.pid}, up for ${duration(nowMillis - status.startedMillis)}`],
      ["Period", duration(status.periodMillis)],
      ["Cycles", `${count(status.cycles)}, of these late ${count(status.lateCycles)}`],
      ["Last cycle", status.lastCycleMillis ? `${time(status.lastCycleMillis)}, ${withUnit(status.lastCycleDurationMillis, "ms")}` : "none yet"],
      ["Group", status.origin.group],
      ["Location", status.origin.location],
    ]);
    this.problemCard.hidden = status.problems.length === 0;
    if (this.problems.textContent !== status.problems.join("")) {
      this.problems.replaceChildren(...status.problems.map((problem) => element("li", {}, problem)));
    }
    this.alertCard.hidden = status.alerts.length === 0;
    this.alerts.show(worstFirst(status.alerts, "level").map((alert) => [
      alert.name, { text: alert.level, state: mood(alert.level) }, time(alert.sinceMillis), alert.job, alert.message,
    ]));
    this.noJobs.hidden = status.jobs.length > 0;
    this.jobs.element.hidden = status.jobs.length === 0;
    this.jobs.show(worstFirst(status.jobs, "state").map(jobRow));
    this.noBackends.hidden = status.backends.length > 0;
    this.backends.element.hidden = status.backends.length === 0;
    this.backends.show(status.backends.map(backendRow));
    this.showIntake(status.intake);
  }

  showIntake(intake) {
    this.intakeCard.hidden = !intake;
    if (intake) {
      this.intakeFault.hidden = !intake.fault;
      setText(this.intakeFault, intake.fault);
      fill(this.intake, [
        ["Taken at", intake.address || "no address"],
        ["Stored", count(intake.documents)], ["Of these not understood", intake.notUnderstood && count(intake.notUnderstood)], ["Refused", count(intake.refusedDocuments)],
        ["Datapoints", count(intake.datapoints)], ["Datapoints left out", intake.refusedDatapoints && count(intake.refusedDatapoints)],
        ["Waiting", `${count(intake.waitingDocuments)} documents, ${count(intake.waitingDatapoints)} datapoints`], ["Journal", withUnit(intake.journalBytes, "bytes")],
      ]);
    }
  }
}

/** Fills a list of names and values; those without a value are left out. */
export function fill(list, pairs) {
  const said = pairs.filter(([, value]) => value);
  if (list.children.length !== said.length) {
    list.replaceChildren(...said.map(() => element("div", {}, element("dt"), element("dd"))));
  }
  said.forEach(([name, value], index) => {
    const [title, text] = list.children[index].children;
    setText(title, name);
    setText(text, value);
  });
}

function worstFirst(things, property) {
  const rank = (thing) => ["bad", "warning", "good", "idle"].indexOf(mood(thing[property]));
  return [...things].sort((a, b) => Math.min(rank(a), 2) - Math.min(rank(b), 2) || a.name.localeCompare(b.name));
}

function jobRow(job) {
  return [
    job.target ? `${job.name} · ${job.target}` : job.name,
    { text: STATES[job.state] ?? job.state, state: mood(job.state) },
    job.lastRunMillis ? time(job.lastRunMillis) : "never",
    job.lastRunMillis ? (job.durationMillis ? withUnit(job.durationMillis, "ms") : "< 1 ms") : "",
    count(job.points), count(job.runs), count(job.failures), count(job.skipped), job.message,
  ];
}

function backendRow({ name, type, state, message, books, lastSuccessMillis }) {
  return [
    name === "default" ? type : `${type} · ${name}`,
    { text: BACKEND_STATES[state] ?? state, state: mood(state) },
    count(books.collected), count(books.delivered), count(books.rejected), count(books.dropped), count(books.waiting),
    withUnit(books.waitingBytes, "bytes"), lastSuccessMillis ? time(lastSuccessMillis) : "never", message,
  ];
}

function card(title, ...content) {
  return element("article", { class: "card" }, element("header", {}, element("h2", {}, title)), ...content);
}
