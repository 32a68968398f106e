// Why there is nothing to see, and what to do about it.

/**
 * A sentence, and a command if one helps: { text, command }.
 *
 * @param check the check that the points come from, or null if that is not known
 * @param status the daemon's status, or null
 * @param host the host that is shown
 */
export function reasonOf(check, status, host) {
  if (status === null) {
    return { text: "No points here, and the daemon cannot be asked why." };
  }
  const local = host === "" || host === status.origin.host;
  const job = status.jobs.find((one) => one.name === check);
  if (check && local && !job) {
    return { text: `${check} is not enabled.`, command: `bin/puypuy enable ${check}` };
  }
  if (local && job && (job.state === "FAILED" || job.state === "TIMED_OUT")) {
    return { text: `${check} failed: ${job.message || "no reason is known"}` };
  }
  if (local && job?.state === "NOTHING") {
    return { text: `${check} has nothing to report: ${job.message}` };
  }
  if (local && status.cycles < 2) {
    return { text: "No points yet: the first appear after the first cycle, rates after the second." };
  }
  return { text: "No points in this range of time. Choose a longer one." };
}
