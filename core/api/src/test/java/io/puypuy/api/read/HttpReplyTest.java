package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpReplyTest {
    private static HttpReply reply(Map<String, List<String>> headers) {
        return new HttpReply("GET http://127.0.0.1/", 503, headers, "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "7 | 7",
                "' 120 ' | 120",
                "999999999 | 999999999",
                "Tue, 14 Nov 2023 22:13:50 GMT | 30",
                "Tue, 14 Nov 2023 22:13:10 GMT | 0",
            })
    void retryAfterHasTwoForms(String asked, long seconds) {
        HttpReply reply =
                reply(Map.of("retry-after", List.of(asked), "date", List.of("Tue, 14 Nov 2023 22:13:20 GMT")));

        assertThat(reply.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "soon", "-1", "1.5", "1e3", "10000000000", "Tue, 99 Nov 2023 22:13:50 GMT"})
    void retryAfterOfAnotherFormAsksForNothing(String asked) {
        assertThat(reply(Map.of("retry-after", List.of(asked))).retryAfter()).isEmpty();
    }

    @Test
    void serverThatDoesNotAskToWaitIsNotWaitedFor() {
        assertThat(reply(Map.of()).retryAfter()).isEmpty();
    }

    @Test
    void momentIsComparedWithOurClockWhereTheServerDoesNotTellItsOwn() {
        Map<String, List<String>> headers = Map.of("retry-after", List.of("Tue, 14 Nov 2023 22:13:50 GMT"));

        assertThat(reply(headers).retryAfter()).contains(Duration.ZERO);
    }
}
