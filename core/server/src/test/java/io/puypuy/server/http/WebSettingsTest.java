package io.puypuy.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.http.AllowedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSettingsTest {
    private static final String KEY = "correct horse battery";

    private record Read(WebSettings settings, List<String> faults) {}

    private static Read read(String... lines) {
        Conf conf = Conf.of("conf/config.ini", String.join("\n", lines));
        WebSettings settings =
                WebSettings.from(conf.section(ServerNeeds.SERVER), conf.section(ServerNeeds.WEB_SERVER), true);
        return new Read(settings, conf.faults().stream().map(Fault::toString).toList());
    }

    private static WebSettings good(String... lines) {
        Read read = read(lines);
        assertThat(read.faults).isEmpty();
        return read.settings;
    }

    private static String fault(String... lines) {
        Read read = read(lines);
        assertThat(read.faults).hasSize(1);
        return read.faults.get(0);
    }

    @Test
    void needsNoSettings() {
        WebSettings settings = good("");

        assertThat(settings.url()).hasToString("http://127.0.0.1:20202/");
        assertThat(settings.apiKey()).isEmpty();
        assertThat(settings.allowed().isEverybody()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:16000, http://127.0.0.1:16000/",
        "127.0.0.5:1, http://127.0.0.5:1/",
        "localhost:16000, http://127.0.0.1:16000/",
        "[::1]:16000, http://[0:0:0:0:0:0:0:1]:16000/",
        "0.0.0.0:16000, http://127.0.0.1:16000/",
        "[::]:16000, http://127.0.0.1:16000/"
    })
    void listensWhereWebaddressSays(String webaddress, String url) {
        assertThat(good("[WebServer]", "webaddress = " + webaddress, "apikey = " + KEY)
                        .url())
                .hasToString(url);
    }

    @Test
    void bothSectionsMaySayTheSame() {
        WebSettings settings = good(
                "[Server]",
                "address = localhost",
                "port = 16000",
                "apikey = " + KEY,
                "[WebServer]",
                "webaddress = 127.0.0.1:16000",
                "apikey = " + KEY,
                "allowedip = 127.0.0.1, ::1 10.0.0.0/8");

        assertThat(settings.port()).isEqualTo(16000);
        assertThat(settings.apiKey()).contains(KEY);
        assertThat(settings.allowed().ranges()).hasSize(3);
        assertThat(good("[Server]", "apikey = " + KEY, "[WebServer]", "webaddress = 127.0.0.1:1")
                        .apiKey())
                .contains(KEY);
    }

    @Test
    void saysThatThereIsOneServer() {
        assertThat(fault("[Server]", "port = 20203", "[WebServer]", "webaddress = 127.0.0.1:16000"))
                .contains("config.ini:4: [WebServer] webaddress = \"127.0.0.1:16000\"")
                .contains("[Server] says 127.0.0.1:20203")
                .contains("delete it, or those two");
        assertThat(fault("[Server]", "apikey = " + KEY, "[WebServer]", "apikey = " + KEY + "2"))
                .contains("config.ini:4: [WebServer] apikey")
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"16000", "127.0.0.1", "127.0.0.1:", ":16000", "127.0.0.1:99999", "::1:80", "[::1]", "x y:1"})
    void namesAWrongAddress(String webaddress) {
        assertThat(fault("[WebServer]", "webaddress = " + webaddress))
                .contains("[WebServer] webaddress = \"" + webaddress + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "10.0.0.0/33", "10.0.0/8", "::1/129", "1:2", "10.0.0.0/", "/8", "10.0.0.256", "*"})
    void namesAWrongRange(String range) {
        assertThat(fault("[WebServer]", "allowedip = 127.0.0.1, " + range))
                .contains("\"" + range + "\" is no address and no range of addresses");
    }

    @Test
    void everybodyMayNotReachItWithoutKeyOrRange() throws UnknownHostException {
        assertThat(fault("[WebServer]", "webaddress = 0.0.0.0:16000")).contains("neither apikey nor allowedip is set");
        assertThat(fault("[Server]", "address = 0.0.0.0")).contains("[Server] address = \"0.0.0.0\"");
        assertThat(fault("[WebServer]", "apikey = short")).contains("at least 8 characters");
        good("[WebServer]", "webaddress = 0.0.0.0:16000", "allowedip = 10.0.0.0/8");

        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> new WebSettings(everywhere, 0, Optional.empty(), AllowedAddresses.EVERYBODY, true))
                .hasMessageContaining("needs an apikey");
        assertThat(new WebSettings(everywhere, 0, Optional.of(KEY), AllowedAddresses.EVERYBODY, true).toString())
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[Server]", "[WebServer]"})
    void emptyKeyIsNoWayToHaveNone(String section) {
        assertThat(fault(section, "apikey ="))
                .startsWith("conf/config.ini:2: " + section + " apikey: empty; write at least 8 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "127.0.0.1, ::ffff:127.0.0.1, true",
        "::ffff:10.0.0.7, 10.0.0.7, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::/0, fe80::1, true",
        "fe80::/10, fe80::1%1, true"
    })
    void rangesAreThoseOfTheFirstBits(String range, String address, boolean inside) throws UnknownHostException {
        AllowedAddresses.Range read = AllowedAddresses.Range.parse(range).orElseThrow();

        assertThat(new AllowedAddresses(List.of(read)).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }
}
