/** The management API of RabbitMQ. */
@NullMarked
package io.puypuy.check.rabbitmq;

import org.jspecify.annotations.NullMarked;
