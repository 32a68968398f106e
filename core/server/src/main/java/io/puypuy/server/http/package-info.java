/**
 * What the daemon answers over HTTP: the query and status API, the page, metrics, health, and plugins of Nagios. Threads: at most
 * eight {@code web-…} of Jetty; two of them may query the store at the same time, three may run plugins.
 */
@NullMarked
package io.puypuy.server.http;

import org.jspecify.annotations.NullMarked;
