/** A Kafka broker with a Jolokia agent. */
@NullMarked
package io.puypuy.check.kafka;

import org.jspecify.annotations.NullMarked;
