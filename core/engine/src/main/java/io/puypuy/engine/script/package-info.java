/** The programs of {@code scripts_enabled/}: found, run in sessions of their own, their lines turned into points. */
@NullMarked
package io.puypuy.engine.script;

import org.jspecify.annotations.NullMarked;
