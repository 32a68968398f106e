package io.puypuy.server.inventory;

/** A user's favorite chart, and its place among them. */
public record FavoriteRow(int idx, int user, int chart, int order, Marks marks) implements Row {}
