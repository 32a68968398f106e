/** The daemon's servers, as its settings ask for them. */
@NullMarked
package io.puypuy.server;

import org.jspecify.annotations.NullMarked;
