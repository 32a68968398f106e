/** Servers on loopback and a free port for tests: one that records, and ones that do what no server should. */
@NullMarked
package io.puypuy.testkit.peer;

import org.jspecify.annotations.NullMarked;
