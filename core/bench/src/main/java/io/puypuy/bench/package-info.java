/** What {@code core/bench/footprint} needs beside the agent: a backend to send with, and somebody to send to. */
@NullMarked
package io.puypuy.bench;

import org.jspecify.annotations.NullMarked;
