package io.puypuy.engine.check;

/**
 * Values of one check instance that became no points, since it was made.
 *
 * @param notFinite not a number, or infinite
 * @param refused reported twice in a run, under a name of another kind, too many, or outside of a run
 * @param resets totals that went backwards
 */
public record Losses(long notFinite, long refused, long resets) {}
