/** A JVM that does what its MBean is told. */
@NullMarked
package io.puypuy.testkit.jolokia;

import org.jspecify.annotations.NullMarked;
