/** How addresses of HTTP answer. */
@NullMarked
package io.puypuy.check.httpapi;

import org.jspecify.annotations.NullMarked;
