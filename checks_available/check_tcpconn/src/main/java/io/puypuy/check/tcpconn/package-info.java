/** Sockets of the machine, as the kernel lists them. */
@NullMarked
package io.puypuy.check.tcpconn;

import org.jspecify.annotations.NullMarked;
