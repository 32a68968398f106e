/** OpenTSDB and HBase in one process, for tests. */
@NullMarked
package io.puypuy.testkit.opentsdb;

import org.jspecify.annotations.NullMarked;
