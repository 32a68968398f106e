/** Backends in the hands of a test: settings as in {@code conf/}, points of all shapes, and the contract that all keep. */
@NullMarked
package io.puypuy.testkit.backend;

import org.jspecify.annotations.NullMarked;
