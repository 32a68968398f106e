package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://web1.example.org/path, web1.example.org:80",
        "https://web1.example.org?a=b, web1.example.org:443",
        "http://user:pass@127.0.0.1:8086, 127.0.0.1:8086",
        "http://[::1]:8086/, [::1]:8086",
        "http://influx_db:8086/write, influx_db:8086",
        "https://my_stack_web, my_stack_web:443",
        "HTTPS://web1, web1:443"
    })
    void isWhatTheAddressNames(String address, String expected) {
        assertThat(ServerAddress.of(URI.create(address)))
                .map(ServerAddress::toString)
                .contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/path",
                "//127.0.0.1/path",
                "htp://127.0.0.1/",
                "ftp://127.0.0.1/",
                "mailto:a@example.org",
                "http:///path",
                "http://user@influx_db",
                "http://a_b:port",
                "http://127.0.0.1:0/",
                "http://127.0.0.1:65536/",
                "http://a_b:99999"
            })
    void isNoneIfTheAddressNamesNone(String address) {
        assertThat(ServerAddress.of(URI.create(address))).isEmpty();
    }
}
