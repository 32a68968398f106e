/** Shares of processor time, in total and for each core. */
@NullMarked
package io.puypuy.check.cpustats;

import org.jspecify.annotations.NullMarked;
