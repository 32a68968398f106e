/** Where log lines go; set up in code, because reading an XML file costs start-up time. */
@NullMarked
package io.puypuy.app.log;

import org.jspecify.annotations.NullMarked;
