/** Totals that only grow, turned into their change per second. */
@NullMarked
package io.puypuy.engine.rate;

import org.jspecify.annotations.NullMarked;
