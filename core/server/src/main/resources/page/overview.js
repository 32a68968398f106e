// The first view: what every machine has.

import { tags } from "./api.js";
import { byId, element } from "./dom.js";
import { KnownMetrics } from "./known.js";
import { metricPanel } from "./metricpanel.js";
import { change, state } from "./state.js";

const TOTAL = [["core", "all"]];

const PANELS = [
  {
    title: "CPU", check: "check_cpustats", stacked: true,
    queries: [
      { metric: "cpu_user", label: "user", tags: TOTAL },
      { metric: "cpu_system", label: "system", tags: TOTAL },
      { metric: "cpu_iowait", label: "waiting for I/O", tags: TOTAL },
      { metric: "cpu_nice", label: "nice", tags: TOTAL },
      { metric: "cpu_irq", label: "interrupts", tags: TOTAL },
      { metric: "cpu_softirq", label: "soft interrupts", tags: TOTAL },
    ],
  },
  {
    title: "Load", check: "check_load_average",
    queries: [
      { metric: "sys_load_1", label: "1 minute" },
      { metric: "sys_load_5", label: "5 minutes" },
      { metric: "sys_load_15", label: "15 minutes" },
    ],
  },
  { title: "Memory in use", check: "check_memory", max: 100, queries: [{ metric: "mem_used_percent", label: "used" }] },
  {
    title: "Memory", check: "check_memory",
    queries: [
      { metric: "mem_total", label: "total" },
      { metric: "mem_available", label: "available" },
      { metric: "mem_cached", label: "cached" },
      { metric: "mem_buffers", label: "buffers" },
    ],
  },
  { title: "Disk space in use", check: "check_disks", by: "mountpoint", max: 100, queries: [{ metric: "drive_percent_used", label: null }] },
  {
    title: "Disk traffic", check: "check_disks", by: "drive",
    queries: [{ metric: "drive_reads", label: "read" }, { metric: "drive_writes", label: "written" }],
  },
  { title: "Disk busy", check: "check_disks", by: "drive", queries: [{ metric: "drive_io_percent_used", label: null }] },
  {
    title: "Network", check: "check_network_bytes", by: "interface",
    queries: [{ metric: "bytes_rx", label: "received" }, { metric: "bytes_tx", label: "sent" }],
  },
];

// Hosts come and go seldom.
const HOSTS_EVERY_MILLIS = 60_000;

export class Overview {
  constructor() {
    this.section = byId("overview");
    this.panels = PANELS.map((description) => metricPanel({ ...description, link: true }));
    this.section.append(element("div", { class: "grid" }, this.panels.map((panel) => panel.element)));
    this.known = new KnownMetrics(PANELS.flatMap(({ queries }) => queries.map(({ metric }) => metric)));
    this.hosts = [];
    this.hostsAt = 0;
    byId("host").addEventListener("change", (event) => change({ host: event.target.value }));
  }

  async refresh(context) {
    await this.known.refresh(context.signal);
    await this.refreshHosts(context);
    const host = this.host(context.status);
    this.showHosts(host);
    this.panels.forEach((panel) => panel.updateLink(this.hosts.length > 1 ? host : ""));
    await Promise.all(this.panels.map((panel) => panel.refresh({ ...context, agg: "avg", host, known: this.known })));
  }

  draw() {
    this.panels.forEach((panel) => panel.draw());
  }

  recolour() {
    this.panels.forEach((panel) => panel.recolour());
  }

  async refreshHosts({ signal }) {
    if (Date.now() - this.hostsAt < HOSTS_EVERY_MILLIS && this.hosts.length > 0) {
      return;
    }
    // One metric of each check: a host may send some and not others.
    const names = new Map(PANELS.map(({ check, queries }) => [check, queries[0].metric])).values();
    const there = [...names].filter((metric) => this.known.has(metric));
    const answers = await Promise.all(there.map((metric) => tags(metric, signal)));
    this.hosts = [...new Set(answers.flatMap((answer) => answer.tags.host ?? []))].sort();
    this.hostsAt = Date.now();
  }

  /** The chosen host, else the one of the daemon, else the first that is known. */
  host(status) {
    const { host } = state();
    if (host) {
      return host;
    }
    const own = status?.origin.host ?? "";
    return this.hosts.includes(own) || this.hosts.length === 0 ? own : this.hosts[0];
  }

  showHosts(host) {
    const offered = this.hosts.includes(host) || !host ? this.hosts : [...this.hosts, host];
    byId("host-label").hidden = offered.length < 2;
    const select = byId("host");
    if ([...select.options].map((option) => option.value).join("\n") !== offered.join("\n")) {
      select.replaceChildren(...offered.map((name) => element("option", { value: name }, name)));
    }
    select.value = host;
  }
}
