/** Devices that answer over SNMP. */
@NullMarked
package io.puypuy.check.snmp;

import org.jspecify.annotations.NullMarked;
