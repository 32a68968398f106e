/** What every agent of pattoo has in common: the daemon's life, the agent id, the way of documents to the server. */
@NullMarked
package io.puypuy.pattoo.agent;

import org.jspecify.annotations.NullMarked;
