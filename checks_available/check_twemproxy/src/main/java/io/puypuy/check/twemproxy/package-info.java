/** The statistics of twemproxy. */
@NullMarked
package io.puypuy.check.twemproxy;

import org.jspecify.annotations.NullMarked;
