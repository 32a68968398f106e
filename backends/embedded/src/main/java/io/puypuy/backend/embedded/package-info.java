/** Delivers points to the store of this machine behind the web page. */
@NullMarked
package io.puypuy.backend.embedded;

import org.jspecify.annotations.NullMarked;
