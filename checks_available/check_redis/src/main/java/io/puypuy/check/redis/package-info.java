/** The command INFO of Redis. */
@NullMarked
package io.puypuy.check.redis;

import org.jspecify.annotations.NullMarked;
