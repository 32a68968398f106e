/**
 * Real servers on loopback for tests: each in a process of its own, with free ports and a folder that goes with it, and
 * with a reader that asks the server what it stored. A server that is not installed fails the test where the environment
 * has {@code CI=true} and skips it elsewhere; {@code bin/test} installs them all.
 */
@NullMarked
package io.puypuy.testkit.server;

import org.jspecify.annotations.NullMarked;
