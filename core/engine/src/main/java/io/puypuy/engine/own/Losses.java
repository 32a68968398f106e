package io.puypuy.engine.own;

import io.puypuy.engine.check.CheckCounters;
import io.puypuy.engine.script.ScriptCounters;

/**
 * What all jobs together lost or did wrong since the daemon's start.
 *
 * @param droppedPoints because a cycle had too many
 * @param notFinite values that were infinite or not a number
 * @param refused values of checks
 * @param resets totals that went backwards
 * @param badLines of scripts
 * @param leftBehind processes of scripts
 */
public record Losses(long droppedPoints, long notFinite, long refused, long resets, long badLines, long leftBehind) {
    /** Adds up what checks and scripts count. */
    public static Losses of(long droppedPoints, CheckCounters checks, ScriptCounters scripts) {
        return new Losses(
                droppedPoints,
                checks.notFinite() + scripts.notFinite(),
                checks.refused(),
                checks.resets() + scripts.resets(),
                scripts.badLines(),
                scripts.leftBehind());
    }
}
