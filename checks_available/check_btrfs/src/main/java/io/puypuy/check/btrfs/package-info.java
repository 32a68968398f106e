/** Btrfs file systems and their devices. */
@NullMarked
package io.puypuy.check.btrfs;

import org.jspecify.annotations.NullMarked;
