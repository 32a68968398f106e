package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.http.Listening;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentApiSettingsTest {
    private static final Path HOME = Path.of("/opt/puypuy");

    private record Read(Optional<AgentApiSettings> settings, List<String> faults) {}

    private static Read read(String... lines) {
        Conf conf = Conf.of("conf/config.ini", "[Server]\n" + String.join("\n", lines));
        Optional<AgentApiSettings> settings = AgentApiSettings.from(conf.section("Server"), HOME);
        return new Read(settings, conf.faults().stream().map(Fault::toString).toList());
    }

    private static AgentApiSettings good(String... lines) {
        Read read = read(lines);
        assertThat(read.faults).isEmpty();
        return read.settings.orElseThrow();
    }

    @Test
    void needsNoSettings() {
        AgentApiSettings settings = good();

        assertThat(settings.listening().shown()).isEqualTo("127.0.0.1:20201");
        assertThat(settings.insisted()).isFalse();
        assertThat(settings.access().isOpen()).isTrue();
        assertThat(settings.limits()).isEqualTo(IntakeLimits.DEFAULT);
    }

    @Test
    void insistsOnAPortThatIsSet() {
        assertThat(good("agent_port = 20201").insisted()).isTrue();
    }

    @Test
    void canBeSwitchedOff() {
        Read read = read("agents = no", "agent_port = 1");

        assertThat(read.settings).isEmpty();
        assertThat(read.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "agent_apikey = correct horse",
        "'agent_allowedip = 0.0.0.0/0, ::/0'",
        "'agent_tls_certificate = a.pem\nagent_tls_key = b.pem\nagent_tls_client_ca = c.pem'"
    })
    void listensForOthersWhenSomebodyIsNamed(String line) {
        AgentApiSettings settings = good("agent_address = 0.0.0.0", line);

        assertThat(settings.listening().shown()).isEqualTo("0.0.0.0:20201");
        assertThat(settings.toString()).doesNotContain("horse");
    }

    @ParameterizedTest
    @CsvSource({"''", "'agent_tls_certificate = a.pem\nagent_tls_key = b.pem'"})
    void doesNotListenForOthersWhenNobodyIsNamed(String line) throws Exception {
        assertThat(read("agent_address = 0.0.0.0", line).faults)
                .singleElement()
                .asString()
                .contains("agent_address")
                .contains("agent_allowedip = 0.0.0.0/0, ::/0");
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() ->
                        new AgentApiSettings(everywhere, 1, true, AgentApiSettings.Access.OPEN, IntakeLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsTheFilesOfTlsBelowTheHome() {
        Listening.Tls tls = good("agent_tls_certificate = conf/a.pem", "agent_tls_key = /etc/b.pem")
                .access()
                .tls()
                .orElseThrow();

        assertThat(tls.certificate()).isEqualTo(HOME.resolve("conf/a.pem"));
        assertThat(tls.key()).isEqualTo(Path.of("/etc/b.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "agent_tls_key = b.pem, agent_tls_certificate",
        "agent_tls_client_ca = c.pem, agent_tls_certificate",
        "agent_apikey = short, too short",
        "agent_allowedip = nowhere, no address",
        "agent_port = 65536, agent_port",
        "agent_max_body_bytes = 1, agent_max_body_bytes",
        "agent_documents_per_second = 0, agent_documents_per_second"
    })
    void saysWhatIsWrong(String line, String words) {
        assertThat(read(line).faults).singleElement().asString().contains(words);
    }
}
