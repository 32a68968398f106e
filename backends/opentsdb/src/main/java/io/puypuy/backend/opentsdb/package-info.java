/** Delivers points to OpenTSDB over HTTP. */
@NullMarked
package io.puypuy.backend.opentsdb;

import org.jspecify.annotations.NullMarked;
