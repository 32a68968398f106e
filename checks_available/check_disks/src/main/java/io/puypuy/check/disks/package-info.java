/** Throughput of drives and space of file systems. */
@NullMarked
package io.puypuy.check.disks;

import org.jspecify.annotations.NullMarked;
