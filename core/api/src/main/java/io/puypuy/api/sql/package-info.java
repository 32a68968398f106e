/** What checks of databases share: a connection with bounds, its settings, and queries of the settings. */
@NullMarked
package io.puypuy.api.sql;

import org.jspecify.annotations.NullMarked;
