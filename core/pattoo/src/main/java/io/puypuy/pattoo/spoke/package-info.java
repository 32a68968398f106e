/** The spoke: offers the machine's document over HTTP to hubs, and a page of the same data to people. */
@NullMarked
package io.puypuy.pattoo.spoke;

import org.jspecify.annotations.NullMarked;
