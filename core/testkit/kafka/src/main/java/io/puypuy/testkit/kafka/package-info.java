/** Kafka and a client of it in one process, for tests. */
@NullMarked
package io.puypuy.testkit.kafka;

import org.jspecify.annotations.NullMarked;
