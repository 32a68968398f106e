/** The files of {@code conf/}: read once, faults found with file and line, sections handed out typed. */
@NullMarked
package io.puypuy.engine.settings;

import org.jspecify.annotations.NullMarked;
