package io.puypuy.server.pattoo;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.InvalidSyntaxError;
import graphql.language.SourceLocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SyntaxWordsTest {
    /** As the threads of requests have. */
    private static final long STACK = 256 << 10;

    @Test
    void aLongTextNeedsNoDeepStack() throws Exception {
        String query = "{ a(b: \"" + "x\\n".repeat(20_000) + "\") } }";
        InvalidSyntaxError error = new InvalidSyntaxError(new SourceLocation(1, query.length()), "wrong");
        CompletableFuture<String> words = new CompletableFuture<>();
        Thread thread = new Thread(
                null, () -> words.complete(SyntaxWords.of(query, error).getMessage()), "small", STACK);
        thread.setUncaughtExceptionHandler((failed, fault) -> words.completeExceptionally(fault));
        thread.start();
        assertThat(words.get(60, TimeUnit.SECONDS)).isNotEmpty();
    }
}
