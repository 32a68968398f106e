/** Traffic of network interfaces. */
@NullMarked
package io.puypuy.check.networkbytes;

import org.jspecify.annotations.NullMarked;
