/**
 * How this program listens for HTTP requests: with bounds, TLS where it is asked for, a key or addresses that may ask. What is
 * answered belongs to those who listen. Threads: Jetty's, named after the listener.
 */
@NullMarked
package io.puypuy.http;

import org.jspecify.annotations.NullMarked;
