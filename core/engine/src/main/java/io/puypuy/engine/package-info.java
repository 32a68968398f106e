/** One cycle: settings, plugins, schedule, scripts, rates, spool, delivery. */
@NullMarked
package io.puypuy.engine;

import org.jspecify.annotations.NullMarked;
