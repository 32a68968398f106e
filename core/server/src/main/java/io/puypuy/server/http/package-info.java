/**
 * The query and status API and the page, over HTTP. Threads: at most eight {@code web-…} of Jetty; two of them may query
 * the store at the same time.
 */
@NullMarked
package io.puypuy.server.http;

import org.jspecify.annotations.NullMarked;
