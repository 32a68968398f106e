/** Settings of pattoo's agents, from the YAML files in {@code PATTOO_CONFIGDIR}, of every generation of pattoo. */
@NullMarked
package io.puypuy.pattoo.settings;

import org.jspecify.annotations.NullMarked;
