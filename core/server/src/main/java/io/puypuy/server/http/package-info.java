/**
 * What the daemon answers over HTTP: the query and status API, the page, metrics and health. Threads: at most eight {@code
 * web-…} of Jetty; two of them may query the store at the same time.
 */
@NullMarked
package io.puypuy.server.http;

import org.jspecify.annotations.NullMarked;
