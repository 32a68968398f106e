package io.puypuy.api.sql;

import io.puypuy.api.CheckException;
import java.io.IOException;

/** Opens sessions with the server: by the driver, or for tests with what was recorded. */
@FunctionalInterface
public interface Database {
    /**
     * Connects and logs in.
     *
     * @throws IOException if the server cannot be reached in time, speaks another protocol, or refuses the user
     */
    Session open(ServerSettings settings) throws IOException;

    /** One connection. For one thread. */
    interface Session extends AutoCloseable {
        /**
         * Sends one statement and reads what it gives, if anything.
         *
         * @param maxRows most rows that are read
         * @throws CheckException if the server refuses the statement; others may follow
         * @throws IOException if the connection is lost, or the time is over
         */
        Table ask(String sql, int maxRows) throws CheckException, IOException;

        @Override
        void close();
    }
}
