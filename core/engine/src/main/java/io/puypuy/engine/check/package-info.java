/** Runs of checks: what they report becomes points with origin, tags and rates; what they throw becomes a sentence. */
@NullMarked
package io.puypuy.engine.check;

import org.jspecify.annotations.NullMarked;
