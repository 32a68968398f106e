/** The web page in Debian's Chromium. */
@NullMarked
package io.puypuy.server.page;

import org.jspecify.annotations.NullMarked;
