/** Delivers points to pattoo's server, or to ours, as an agent of pattoo. */
@NullMarked
package io.puypuy.backend.pattoo;

import org.jspecify.annotations.NullMarked;
