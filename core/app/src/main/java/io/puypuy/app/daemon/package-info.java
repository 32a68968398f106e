/** The process itself: who holds the lock, and how it is started, watched and ended. */
@NullMarked
package io.puypuy.app.daemon;

import org.jspecify.annotations.NullMarked;
