package io.puypuy.server.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A time, and how it is cut into steps.
 *
 * @param fromMillis first moment, in milliseconds since 1970
 * @param toMillis moment behind the last one
 * @param stepMillis length of a step; empty to have it chosen
 */
public record Window(long fromMillis, long toMillis, Optional<Long> stepMillis, Aggregate aggregate) {
    /** More steps are refused. */
    public static final int MAX_STEPS = 5_000;

    /** A chart shows no more. */
    private static final int WANTED_STEPS = 500;

    private static final List<Long> STEPS = List.of(
            1_000L,
            2_000L,
            5_000L,
            10_000L,
            15_000L,
            20_000L,
            30_000L,
            60_000L,
            120_000L,
            300_000L,
            600_000L,
            900_000L,
            1_800_000L,
            3_600_000L,
            7_200_000L,
            10_800_000L,
            21_600_000L,
            43_200_000L,
            86_400_000L);

    /** An {@link IllegalArgumentException} if the time is empty or has too many steps; the message is a sentence. */
    public Window {
        if (fromMillis < 0 || toMillis <= fromMillis) {
            throw new IllegalArgumentException("the time asked for is empty: from must be before to");
        }
        stepMillis.ifPresent(step -> {
            if (step < 1 || steps(fromMillis, toMillis, step) > MAX_STEPS) {
                throw new IllegalArgumentException("a step of " + step + " ms gives more than " + MAX_STEPS
                        + " points for each series; ask for a longer step or a shorter time");
            }
        });
    }

    /** The step that was asked for, or one that suits a chart and is not shorter than {@code atLeastMillis}. */
    long step(long atLeastMillis) {
        if (stepMillis.isPresent()) {
            return stepMillis.get();
        }
        long wanted = Math.max(atLeastMillis, (toMillis - fromMillis) / WANTED_STEPS);
        for (long step : STEPS) {
            if (step >= wanted) {
                return step;
            }
        }
        long day = STEPS.get(STEPS.size() - 1);
        return Math.multiplyExact(day, (wanted + day - 1) / day);
    }

    /** Steps begin at multiples of their length, so that they stay when the time moves on. */
    int steps(long step) {
        return (int) steps(fromMillis, toMillis, step);
    }

    /** Where the steps begin, in milliseconds since 1970. */
    long[] times(long step) {
        long[] times = new long[steps(step)];
        long first = firstStep(step);
        Arrays.setAll(times, i -> (first + i) * step);
        return times;
    }

    /** The number of the first step; the one with the number 0 begins in 1970. */
    long firstStep(long step) {
        return Math.floorDiv(fromMillis, step);
    }

    private static long steps(long fromMillis, long toMillis, long step) {
        return Math.floorDiv(toMillis - 1, step) - Math.floorDiv(fromMillis, step) + 1;
    }
}
