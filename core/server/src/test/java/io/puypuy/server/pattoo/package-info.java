@NullMarked
package io.puypuy.server.pattoo;

import org.jspecify.annotations.NullMarked;
