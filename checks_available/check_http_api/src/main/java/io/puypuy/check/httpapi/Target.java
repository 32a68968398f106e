package io.puypuy.check.httpapi;

import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpRequest;

/**
 * One address.
 *
 * @param host name and port, as in the tag {@code apihost}
 * @param tags apihost and path
 */
record Target(HttpRequest request, String host, Tags tags) {}
