/** The daemons of pattoo's agents: their process, their commands, and what each is made of. */
@NullMarked
package io.puypuy.app.pattoo;

import org.jspecify.annotations.NullMarked;
