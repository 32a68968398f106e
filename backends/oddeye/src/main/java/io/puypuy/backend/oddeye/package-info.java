/** Delivers points and events to OddEye. */
@NullMarked
package io.puypuy.backend.oddeye;

import org.jspecify.annotations.NullMarked;
