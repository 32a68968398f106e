/** The status page of Apache httpd. */
@NullMarked
package io.puypuy.check.apache;

import org.jspecify.annotations.NullMarked;
