package io.puypuy.check.phpfpm;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import java.util.Optional;

/**
 * One status page as text. Its lines are found by their names.
 *
 * @param pool name of the pool
 */
record PoolPage(String pool, KeyValueText fields) {
    /** Begins the first process of a full page, whose lines have names of the pool's too. */
    private static final String PROCESS = "\n***";

    static PoolPage parse(String page) throws CheckException {
        int processes = page.indexOf(PROCESS);
        String head = processes < 0 ? page : page.substring(0, processes + 1);
        if (!head.endsWith("\n")) {
            throw CheckException.unexpectedReply("a status page of PHP-FPM", page);
        }
        KeyValueText fields = KeyValueText.parse(head, ':');
        Optional<String> pool = fields.text("pool");
        if (pool.isEmpty()) {
            throw CheckException.unexpectedReply("a status page of PHP-FPM", page);
        }
        return new PoolPage(pool.get(), fields);
    }
}
