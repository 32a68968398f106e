package io.puypuy.server.pattoo;

import graphql.GraphQLException;
import io.puypuy.server.inventory.Passwords;
import io.puypuy.server.inventory.Tables;
import io.puypuy.server.inventory.UserRow;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Asks for passwords, not faster than one a second on average, so that nobody can try many. Thread-safe; the monitor is held for
 * counting only.
 */
final class Logins {
    private static final int MAX_AT_ONCE = 5;
    private static final long NANOS = 1_000_000_000;

    private final Tables tables;
    private final LongSupplier nanoTime;
    private long allowed = MAX_AT_ONCE;
    private long counted;

    /** Of nobody; asked where there is no user, so that the time of an answer tells nothing. */
    private static final class Nobody {
        static final String HASH = Passwords.hash("nobody");

        private Nobody() {}
    }

    Logins(Tables tables, LongSupplier nanoTime) {
        this.tables = tables;
        this.nanoTime = nanoTime;
        counted = nanoTime.getAsLong();
    }

    /** The user, if he is enabled and has this password. */
    Optional<UserRow> authenticate(String username, String password) {
        count();
        UserRow user = Tables.first(tables.users(), UserRow::username, username);
        String hash = user == null || user.password().isEmpty() ? Nobody.HASH : user.password();
        boolean matches = Passwords.matches(password, hash);
        return user != null
                        && matches
                        && !user.password().isEmpty()
                        && user.marks().enabled()
                ? Optional.of(user)
                : Optional.empty();
    }

    private synchronized void count() {
        long more = (nanoTime.getAsLong() - counted) / NANOS;
        counted += more * NANOS;
        allowed = Math.min(MAX_AT_ONCE, allowed + more);
        if (allowed == 0) {
            throw new GraphQLException("Too many passwords were tried; wait a few seconds.");
        }
        allowed--;
    }
}
