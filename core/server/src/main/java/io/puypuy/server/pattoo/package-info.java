/** What pattoo's own programs read from this server, as pattoo's server answers it. */
@NullMarked
package io.puypuy.server.pattoo;

import org.jspecify.annotations.NullMarked;
