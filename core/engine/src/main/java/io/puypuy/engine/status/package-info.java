/** What the engine says of itself: the same records for the command line, the page and the own metrics. */
@NullMarked
package io.puypuy.engine.status;

import org.jspecify.annotations.NullMarked;
