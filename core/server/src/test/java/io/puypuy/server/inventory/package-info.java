@NullMarked
package io.puypuy.server.inventory;

import org.jspecify.annotations.NullMarked;
