/** The statistics of HAProxy. */
@NullMarked
package io.puypuy.check.haproxy;

import org.jspecify.annotations.NullMarked;
