/** Memory and swap of the machine. */
@NullMarked
package io.puypuy.check.memory;

import org.jspecify.annotations.NullMarked;
