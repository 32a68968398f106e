/**
 * Delivers points to InfluxDB 1.x. What all versions of InfluxDB have in common, lines and the meaning of answers, is
 * public: the backend for InfluxDB 2 has this jar as a library of its own.
 */
@NullMarked
package io.puypuy.backend.influxdb;

import org.jspecify.annotations.NullMarked;
