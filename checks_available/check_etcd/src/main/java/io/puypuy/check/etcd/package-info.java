/** The metrics of an etcd member. */
@NullMarked
package io.puypuy.check.etcd;

import org.jspecify.annotations.NullMarked;
