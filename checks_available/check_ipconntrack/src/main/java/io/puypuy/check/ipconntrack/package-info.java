/** The kernel's table of tracked connections. */
@NullMarked
package io.puypuy.check.ipconntrack;

import org.jspecify.annotations.NullMarked;
