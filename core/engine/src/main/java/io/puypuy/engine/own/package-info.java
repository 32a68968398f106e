/** What the agent reports about itself: points like any other. */
@NullMarked
package io.puypuy.engine.own;

import org.jspecify.annotations.NullMarked;
