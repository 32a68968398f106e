/** When things run: the clock of the cycles, the jobs that are due, the threads that run them, the time they have. */
@NullMarked
package io.puypuy.engine.schedule;

import org.jspecify.annotations.NullMarked;
