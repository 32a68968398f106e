@NullMarked
package io.puypuy.server.journal;

import org.jspecify.annotations.NullMarked;
