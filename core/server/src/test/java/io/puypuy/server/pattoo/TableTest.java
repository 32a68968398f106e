package io.puypuy.server.pattoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void rowsAreLookedThroughWithinTheTimeOfTheQuestion() {
        Table<String> table = new Table<String>(
                        "Word",
                        "allWords",
                        "word",
                        (wanted, deadline) -> List.of("one", "two"),
                        word -> word,
                        (key, deadline) -> Optional.of(key))
                .text("word", word -> word);
        Deadline over = new Deadline(System.nanoTime() - 1);

        assertThat(table.rows(Map.of("word", "two"), List.of(), Deadline.ofNow()))
                .containsExactly("two");
        assertThatThrownBy(() -> table.rows(Map.of("word", "two"), List.of(), over))
                .isInstanceOf(GraphQLException.class)
                .hasMessageContaining("longer than 10 s");
    }
}
