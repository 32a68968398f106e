/** Delivers points to KairosDB over HTTP. */
@NullMarked
package io.puypuy.backend.kairosdb;

import org.jspecify.annotations.NullMarked;
