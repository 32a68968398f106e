@NullMarked
package io.puypuy.server.gate;

import org.jspecify.annotations.NullMarked;
