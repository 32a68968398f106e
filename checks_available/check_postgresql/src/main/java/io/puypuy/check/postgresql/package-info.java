/** The statistics of PostgreSQL. */
@NullMarked
package io.puypuy.check.postgresql;

import org.jspecify.annotations.NullMarked;
