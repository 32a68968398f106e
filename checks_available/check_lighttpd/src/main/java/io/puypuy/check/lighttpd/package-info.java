/** The status page of lighttpd. */
@NullMarked
package io.puypuy.check.lighttpd;

import org.jspecify.annotations.NullMarked;
