/** The command line. Reads what the daemon leaves in {@code var/run} and starts and ends it. */
@NullMarked
package io.puypuy.app.cli;

import org.jspecify.annotations.NullMarked;
