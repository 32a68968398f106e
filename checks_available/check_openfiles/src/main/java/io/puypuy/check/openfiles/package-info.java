/** Open files of programs and of the machine. */
@NullMarked
package io.puypuy.check.openfiles;

import org.jspecify.annotations.NullMarked;
