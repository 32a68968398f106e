/**
 * From a batch to the receiver: each backend has a {@link io.puypuy.engine.delivery.Lane} of its own, so that one that
 * is down delays no other.
 */
@NullMarked
package io.puypuy.engine.delivery;

import org.jspecify.annotations.NullMarked;
