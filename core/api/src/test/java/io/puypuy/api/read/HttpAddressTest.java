package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAddressTest {
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "http://h:1, /put, http://h:1/put",
        "http://h:1/, /put, http://h:1/put",
        "http://h:1, put, http://h:1/put",
        "http://h:1/a, put?sync, http://h:1/a/put?sync",
        "http://h:1/a/, /put, http://h:1/a/put",
    })
    void pathIsBelowTheAddress(URI address, String path, URI below) {
        assertThat(HttpAddress.below(address, path)).isEqualTo(below);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h:1/a b | http://h:1/a b",
                "http://me:pw@h:1/a b | http://…@h:1/a b",
                "http://me:p/w@h:1 | http://…@h:1",
                "http://me:p w@x@h:1 | http://…@h:1",
                "http://me:pw@h:1, https://you:pw@h:2/ | http://…@h:1, https://…@h:2/",
                "me@example.org | me@example.org"
            })
    void isShownWithoutUserAndPassword(String text, String shown) {
        assertThat(HttpAddress.shown(text)).isEqualTo(shown);
    }
}
