/**
 * What a plugin author sees: a {@link io.puypuy.api.Check} reads one product and reports points, described by
 * {@link io.puypuy.api.Metric}; everything else (schedule, rates, common tags, delivery) belongs to the core.
 */
@NullMarked
package io.puypuy.api;

import org.jspecify.annotations.NullMarked;
