/** The one gate that all questions to the store over HTTP go through. */
@NullMarked
package io.puypuy.server.gate;

import org.jspecify.annotations.NullMarked;
