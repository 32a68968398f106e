/**
 * The document that pattoo's agents post and its server takes, in today's form, with the rules for its keys, values and
 * checksums. Depends on nothing but the API, so that a backend can use it. Source: pattoo-shared 0.0.98, and "pattoo Agents".
 */
@NullMarked
package io.puypuy.pattoo.document;

import org.jspecify.annotations.NullMarked;
