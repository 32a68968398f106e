/** The check of RabbitMQ under its former name. */
@NullMarked
package io.puypuy.check.rabbitmq368;

import org.jspecify.annotations.NullMarked;
