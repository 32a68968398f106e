/**
 * What waits for a backend on disk. One folder for each backend with one file for each batch, {@code rejected/} for
 * points that the receiver refused, {@code damaged/} for files that are not what was written. A {@link
 * io.puypuy.engine.spool.Spool} belongs to one thread and never throws because of a disk.
 */
@NullMarked
package io.puypuy.engine.spool;

import org.jspecify.annotations.NullMarked;
