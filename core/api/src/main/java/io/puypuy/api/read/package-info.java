/** How checks read their sources: what fetches text, and pure parsers for the families of formats. */
@NullMarked
package io.puypuy.api.read;

import org.jspecify.annotations.NullMarked;
