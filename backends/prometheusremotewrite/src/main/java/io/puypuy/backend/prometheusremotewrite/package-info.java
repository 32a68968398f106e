/** Sends points to Prometheus, and to what takes the same requests, by its remote write protocol. */
@NullMarked
package io.puypuy.backend.prometheusremotewrite;

import org.jspecify.annotations.NullMarked;
