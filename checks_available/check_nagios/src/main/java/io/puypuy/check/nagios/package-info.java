/** Plugins of Nagios. */
@NullMarked
package io.puypuy.check.nagios;

import org.jspecify.annotations.NullMarked;
