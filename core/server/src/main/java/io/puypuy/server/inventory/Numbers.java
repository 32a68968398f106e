package io.puypuy.server.inventory;

import java.util.Arrays;

/** Ascending numbers of rows. Any thread reads, without waiting; who holds the inventory's monitor adds. */
final class Numbers {
    // The count is written after the numbers, and read before them.
    private volatile int[] numbers = new int[2];
    private volatile int count;

    int count() {
        return count;
    }

    int get(int position) {
        return numbers[position];
    }

    void add(int number) {
        int[] now = numbers;
        int position = count;
        if (position == now.length) {
            now = Arrays.copyOf(now, 2 * now.length);
        }
        now[position] = number;
        numbers = now;
        count = position + 1;
    }
}
