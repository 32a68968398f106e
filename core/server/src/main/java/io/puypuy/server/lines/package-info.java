/** Files of lines that survive a crash: each line whole or not there. */
@NullMarked
package io.puypuy.server.lines;

import org.jspecify.annotations.NullMarked;
