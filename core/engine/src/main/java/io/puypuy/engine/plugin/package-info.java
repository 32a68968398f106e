/** Plugins: folders with a jar each, found, loaded with class loaders of their own, and given up again. */
@NullMarked
package io.puypuy.engine.plugin;

import org.jspecify.annotations.NullMarked;
