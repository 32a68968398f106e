/** Delivers points to Graphite's carbon, by pickle or by lines of text. */
@NullMarked
package io.puypuy.backend.carbon;

import org.jspecify.annotations.NullMarked;
