/**
 * The hub: polls spokes and posts what they answer, byte for byte, under its own agent id. Threads: {@code poll} decides when,
 * a bounded number of {@code hub-<n>} ask the spokes, the outbox has its own, Jetty's answer the page.
 */
@NullMarked
package io.puypuy.pattoo.hub;

import org.jspecify.annotations.NullMarked;
