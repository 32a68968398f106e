/** Any JVM with a Jolokia agent. */
@NullMarked
package io.puypuy.check.jolokia;

import org.jspecify.annotations.NullMarked;
