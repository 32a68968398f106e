@NullMarked
package io.puypuy.server.agents;

import org.jspecify.annotations.NullMarked;
