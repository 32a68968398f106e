/** The status of MySQL and MariaDB. */
@NullMarked
package io.puypuy.check.mysql;

import org.jspecify.annotations.NullMarked;
