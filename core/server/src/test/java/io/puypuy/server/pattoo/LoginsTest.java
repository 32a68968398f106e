package io.puypuy.server.pattoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLException;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.Passwords;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    @Test
    void letsUserInWithPasswordAndNobodyTryManyOfThem(@TempDir Path folder) throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Inventory inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC())) {
            inventory.changes().addUser("ann", "Ann", "Lee", Passwords.hash("secret"), 1, true);
            inventory.changes().addUser("bob", "Bob", "Lee", Passwords.hash("secret"), 1, false);
            Logins logins = new Logins(inventory.tables(), nanos::get);

            assertThat(logins.authenticate("ann", "secret"))
                    .hasValueSatisfying(user -> assertThat(user.firstName()).isEqualTo("Ann"));
            assertThat(logins.authenticate("ann", "Secret")).isEmpty();
            assertThat(logins.authenticate("bob", "secret")).isEmpty();
            assertThat(logins.authenticate("admin", "nobody")).isEmpty();
            assertThat(logins.authenticate("carol", "nobody")).isEmpty();
            assertThatThrownBy(() -> logins.authenticate("ann", "secret"))
                    .isInstanceOf(GraphQLException.class)
                    .hasMessageContaining("Too many passwords");
            nanos.addAndGet(1_500_000_000L);
            assertThat(logins.authenticate("ann", "secret")).isPresent();
            assertThatThrownBy(() -> logins.authenticate("ann", "secret")).isInstanceOf(GraphQLException.class);
        }
    }
}
