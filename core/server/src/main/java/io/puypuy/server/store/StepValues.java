package io.puypuy.server.store;

/**
 * The values of one series in the steps of an answer.
 *
 * @param values one for each step; NaN where there is none
 * @param last newest of all single values in the time asked for; min, avg and max likewise
 */
// Hundreds of thousands of numbers: boxed ones would not fit into the small heap.
@SuppressWarnings("ArrayRecordComponent")
public record StepValues(double[] values, double last, double min, double avg, double max) {}
