/** The counters of Varnish. */
@NullMarked
package io.puypuy.check.varnish;

import org.jspecify.annotations.NullMarked;
