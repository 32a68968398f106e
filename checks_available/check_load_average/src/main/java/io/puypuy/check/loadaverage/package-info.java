/** Load averages, tasks and pressure of the machine. */
@NullMarked
package io.puypuy.check.loadaverage;

import org.jspecify.annotations.NullMarked;
