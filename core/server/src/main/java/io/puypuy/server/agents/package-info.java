/**
 * Pattoo's agent API: takes documents of agents and makes them durable before it says so. Threads: {@code agents-…} of Jetty read
 * and understand documents; {@code agents-ingest} alone makes datapoints known and writes the journal; {@code agents-store}
 * appends to the store.
 */
@NullMarked
package io.puypuy.server.agents;

import org.jspecify.annotations.NullMarked;
