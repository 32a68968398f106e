/** Delivers points to InfluxDB 2. */
@NullMarked
package io.puypuy.backend.influxdb2;

import org.jspecify.annotations.NullMarked;
