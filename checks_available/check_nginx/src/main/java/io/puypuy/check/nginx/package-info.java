/** The stub status page of nginx. */
@NullMarked
package io.puypuy.check.nginx;

import org.jspecify.annotations.NullMarked;
