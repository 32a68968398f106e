/**
 * What the author of a backend sees. The core makes batches, keeps them in the spool, splits, retries and counts; a
 * {@link io.puypuy.api.backend.Backend} encodes single points, sends a request of some of them, and judges the answer.
 */
@NullMarked
package io.puypuy.api.backend;

import org.jspecify.annotations.NullMarked;
