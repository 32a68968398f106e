/** What {@code bin/puypuy config wizard} is made of: questions, the file that it edits, the service that it installs. */
@NullMarked
package io.puypuy.app.wizard;

import org.jspecify.annotations.NullMarked;
