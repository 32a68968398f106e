/** Pages of metrics in Prometheus' text format. */
@NullMarked
package io.puypuy.check.prometheus;

import org.jspecify.annotations.NullMarked;
