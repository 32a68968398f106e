/**
 * A journal: what is appended survives the end of the process and of the machine, until it is released. Threads: one appends
 * and releases; the journal starts none.
 */
@NullMarked
package io.puypuy.server.journal;

import org.jspecify.annotations.NullMarked;
