/** Runs checks as the engine does, on recorded trees and on this machine, and holds their folders to the rules. */
@NullMarked
package io.puypuy.testkit.check;

import org.jspecify.annotations.NullMarked;
