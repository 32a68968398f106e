/**
 * The embedded time-series store. Threads: {@code store-writer} alone appends, applies and drops; any thread may query,
 * each query with a reader of its own.
 */
@NullMarked
package io.puypuy.server.store;

import org.jspecify.annotations.NullMarked;
