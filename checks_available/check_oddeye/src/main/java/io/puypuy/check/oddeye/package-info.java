/** The heart beat that tells OddEye that the host lives. */
@NullMarked
package io.puypuy.check.oddeye;

import org.jspecify.annotations.NullMarked;
