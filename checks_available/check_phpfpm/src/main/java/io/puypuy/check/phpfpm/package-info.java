/** The status page of a pool of PHP-FPM. */
@NullMarked
package io.puypuy.check.phpfpm;

import org.jspecify.annotations.NullMarked;
