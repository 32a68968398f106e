/** Shows the newest points to Prometheus and others that fetch a page of metrics. */
@NullMarked
package io.puypuy.backend.prometheus;

import org.jspecify.annotations.NullMarked;
