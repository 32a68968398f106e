package io.puypuy.server.pattoo;

import java.util.Map;
import java.util.Optional;

/**
 * A request to GraphQL.
 *
 * @param operation which of several; empty for the only one
 * @param refused why it may change nothing; empty if it may
 */
record Question(String query, Map<String, Object> variables, String operation, Optional<Refused> refused) {}
