/** The command stats of memcached. */
@NullMarked
package io.puypuy.check.memcached;

import org.jspecify.annotations.NullMarked;
