package io.puypuy.api.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.read.HttpReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpReceiverTest {
    private static HttpReply reply(int status, Map<String, List<String>> headers) {
        return new HttpReply("POST http://127.0.0.1/put", status, headers, "words");
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "200, 299, Stored",
        "300, 399, NotAllowed",
        "400, 400, RefusedWhole",
        "401, 407, NotAllowed",
        "408, 408, RetryLater",
        "409, 412, NotAllowed",
        "413, 413, RefusedWhole",
        "414, 421, NotAllowed",
        "422, 422, RefusedWhole",
        "423, 424, NotAllowed",
        "425, 425, RetryLater",
        "426, 428, NotAllowed",
        "429, 429, RetryLater",
        "430, 499, NotAllowed",
        "500, 599, RetryLater",
    })
    void everyStatusHasOneMeaning(int from, int to, String kind) {
        for (int status = from; status <= to; status++) {
            Delivery delivery = HttpReceiver.judge(reply(status, Map.of()));

            assertThat(delivery.getClass().getSimpleName()).as("%d", status).isEqualTo(kind);
        }
    }

    @Test
    void receiverThatIsBusySaysHowLong() {
        assertThat(HttpReceiver.judge(reply(503, Map.of("retry-after", List.of("9")))))
                .isEqualTo(new Delivery.RetryLater(
                        "POST http://127.0.0.1/put answered 503 and \"words\"", Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void redirectNamesThePlaceToWrite() {
        Delivery delivery = HttpReceiver.judge(reply(301, Map.of("location", List.of("https://db.example.org/put"))));

        assertThat(delivery.toString()).contains("redirects to \"https://db.example.org/put\", set address");
    }
}
