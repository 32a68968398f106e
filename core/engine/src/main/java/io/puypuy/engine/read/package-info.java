/** How the engine reads what checks ask for: HTTP, sockets, files of the kernel, JSON. */
@NullMarked
package io.puypuy.engine.read;

import org.jspecify.annotations.NullMarked;
