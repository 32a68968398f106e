package io.puypuy.server.inventory;

import java.util.List;

/**
 * Part of a list.
 *
 * @param total how many there are in all parts
 */
public record Excerpt<T>(List<T> items, int total) {
    public Excerpt {
        items = List.copyOf(items);
    }
}
