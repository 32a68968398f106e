/** Containers of a Docker Engine. */
@NullMarked
package io.puypuy.check.docker;

import org.jspecify.annotations.NullMarked;
