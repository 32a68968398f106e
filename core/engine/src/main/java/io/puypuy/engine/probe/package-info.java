/** Tries whether a backend's receiver can be reached and takes a point, step by step. */
@NullMarked
package io.puypuy.engine.probe;

import org.jspecify.annotations.NullMarked;
