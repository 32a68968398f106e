package io.puypuy.pattoo.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.engine.settings.ConfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultyAgentSettingsTest {
    private static final String COMMON =
            "pattoo:\n  log_directory: log\n  cache_directory: cache\n  daemon_directory: daemon\n";

    private Path folder;

    private AgentConfiguration configuration;

    @BeforeEach
    void use(@TempDir Path folder) throws IOException {
        this.folder = folder;
        configuration = new AgentConfiguration(folder, folder, Map.of("KEY", "secret"));
        write("pattoo.yaml", COMMON);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private HubSettings hub(String section) throws IOException, ConfException {
        write("pattoo_agent_os_hubd.yaml", "pattoo_agent_os_hubd:\n" + section.indent(2));
        return configuration.hub().settings();
    }

    private List<String> faults(String program) {
        try {
            switch (program) {
                case "hub" -> configuration.hub();
                case "spoke" -> configuration.spoke();
                default -> configuration.autonomous();
            }
            return List.of();
        } catch (ConfException faulty) {
            return String.valueOf(faulty.getMessage())
                    .lines()
                    .map(line -> line.replace(folder + "/", ""))
                    .toList();
        }
    }

    @Test
    void allFaultsOfAllFilesAreSaidAtOnce() throws IOException {
        for (String file : List.of("pattoo.yaml", "pattoo_agent_os_hubd.yaml")) {
            Files.copy(
                    Path.of("src/test/resources/settings/faulty", file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(faults("hub"))
                .containsExactlyInAnyOrder(
                        "pattoo.yaml:2: [pattoo] log_directory = \"pattoo.yaml\": not a folder; name one, which is made"
                                + " where it is missing",
                        "pattoo.yaml:3: [pattoo] cache_directory = \"\": required, but not set; write a value",
                        "pattoo.yaml:5: warning: [pattoo] log_level: not a level, so everything is logged; write one of"
                                + " debug, info, warning, error, critical",
                        "pattoo.yaml:6: warning: [pattoo] languge: unknown key; did you mean \"language\"?",
                        "pattoo.yaml:8: [pattoo_agent_api] ip_address = \"http://pattoo\": not an address; write a host"
                                + " name or an IP address, without http://",
                        "pattoo.yaml:9: [pattoo_agent_api] ip_bind_port = \"70000\": out of range; write a whole number"
                                + " from 1 to 65535",
                        "pattoo.yaml:10: [pattoo_agent_api] https = \"perhaps\": not a truth value; write yes or no",
                        "pattoo.yaml:11: [pattoo_agent_api] ca_file = \"none.pem\": cannot be read as user "
                                + System.getProperty("user.name") + "; write the path of a file in PEM form",
                        "pattoo.yaml:12: [pattoo_agent_api] api_key = \"${ENV:ABSENT}\": the environment has no ABSENT;"
                                + " set it before the start",
                        "pattoo_agent_os_hubd.yaml:2: [pattoo_agent_os_hubd] polling_interval = \"often\": not a whole"
                                + " number; write a number of seconds, such as 300",
                        "pattoo_agent_os_hubd.yaml:3: [pattoo_agent_os_hubd] concurrency = \"0\": out of range; write a"
                                + " whole number from 1 to 1024",
                        "pattoo_agent_os_hubd.yaml:5: [pattoo_agent_os_hubd] ip_address = \"a b\": not an address; write"
                                + " a host name or an IP address, without http://",
                        "pattoo_agent_os_hubd.yaml:8: [pattoo_agent_os_hubd] ip_bind_port = \"x\": not a whole number;"
                                + " write a whole number from 1 to 65535",
                        "pattoo_agent_os_hubd.yaml:9: warning: [pattoo_agent_os_hubd] ip_bind_port: missing, so the"
                                + " spoke is left out",
                        "pattoo_agent_os_hubd.yaml:4: warning: [pattoo_agent_os_hubd] ip_targets: line 10 is left out:"
                                + " it is no ip_address with ip_bind_port",
                        "pattoo_agent_os_hubd.yaml:11: [pattoo_agent_os_hubd] page_listen_address = \"no_such.invalid\":"
                                + " not an address; write one of this machine, such as 127.0.0.1, 0.0.0.0 or, quoted,"
                                + " \"0::\"");
    }

    @Test
    void missingFolderAndMissingFilesAreNamed() throws IOException {
        assertThat(faults("spoke"))
                .containsExactly("pattoo_agent_os_spoked.yaml: is missing; without settings it is an empty file");
        Files.delete(folder.resolve("pattoo.yaml"));
        assertThat(faults("spoke"))
                .containsExactly(
                        "pattoo.yaml: is missing; it has what all agents need, in the section \"pattoo\"",
                        "pattoo_agent_os_spoked.yaml: is missing; without settings it is an empty file");
        assertThatThrownBy(() -> new AgentConfiguration(folder.resolve("none"), folder, Map.of()).spoke())
                .isInstanceOf(ConfException.class)
                .hasMessage(
                        folder.resolve("none") + ": is no folder; let PATTOO_CONFIGDIR name the one with pattoo.yaml");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tab, '\tip_bind_port: 5000', 'pattoo_agent_os_spoked.yaml:2: not YAML: '",
        "unquoted, '  ip_listen_address: 0:: 1', 'pattoo_agent_os_spoked.yaml:2: not YAML: '",
        "list, '  ip_bind_port: [1, 2]', 'pattoo_agent_os_spoked.yaml:2: [pattoo_agent_os_spoked] ip_bind_port = \"- …\": not a single value'",
        "tag, '  ip_bind_port: !!java.io.File [x]', 'pattoo_agent_os_spoked.yaml:2: not YAML: Global tag is not allowed'",
        "half of TLS, '  tls_key: pattoo.yaml', 'pattoo_agent_os_spoked.yaml: [pattoo_agent_os_spoked] tls_certificate: empty although tls_key is set'",
        "port 0, '  ip_bind_port: 0', 'pattoo_agent_os_spoked.yaml:2: [pattoo_agent_os_spoked] ip_bind_port = \"0\": out of range'"
    })
    void faultIsSaidWithItsLine(String situation, String line, String message) throws IOException {
        write("pattoo_agent_os_spoked.yaml", "pattoo_agent_os_spoked:\n" + line + "\n");

        assertThat(faults("spoke")).singleElement().asString().contains(message.split(": ", 2)[1]);
    }

    @Test
    void sectionThatIsNoneIsAFault() throws IOException {
        write("pattoo_agent_os_spoked.yaml", "pattoo_agent_os_spoked: yes\n");

        assertThat(faults("spoke"))
                .containsExactly(
                        "pattoo_agent_os_spoked.yaml:1: [pattoo_agent_os_spoked]: not a section; write its keys"
                                + " in the lines below, indented");
    }

    @Test
    void misspeltSectionIsNamed() throws Exception {
        write("pattoo_agent_os_spoked.yaml", "pattoo_agent_os_spokd:\n  ip_bind_port: 5\n");

        assertThat(configuration.spoke().warnings())
                .singleElement()
                .hasToString(
                        folder + "/pattoo_agent_os_spoked.yaml:1: warning: [pattoo_agent_os_spokd]: unknown section;"
                                + " did you mean \"pattoo_agent_os_spoked\"?");
    }

    @Test
    void secretsComeFromTheEnvironmentAndFromFilesAndAreNotShown() throws Exception {
        write("key", "of a file\n");
        HubSettings hub = hub("""
                ip_devices:
                  - {ip_address: a, ip_bind_port: 1, api_key: '${ENV:KEY}'}
                  - {ip_address: a, bind_port: 2, api_key: '${FILE:key}'}
                """);

        assertThat(hub.spokes()).extracting(spoke -> spoke.apiKey().orElse("")).containsExactly("secret", "of a file");
        assertThat(hub.toString()).doesNotContain("secret", "of a file");
    }

    @ParameterizedTest
    @CsvSource({"'', empty", ", empty", "'\" \"', empty", "${FILE:blank}, empty", "${ENV:KEY}, too short"})
    void keyOfASpokeThatIsWrittenMustBeOne(String written, String wrong) throws IOException {
        write("blank", " \n");
        write("pattoo_agent_os_spoked.yaml", "pattoo_agent_os_spoked:\n  api_key: " + written + "\n");

        assertThat(faults("spoke"))
                .containsExactly("pattoo_agent_os_spoked.yaml:2: [pattoo_agent_os_spoked] api_key: " + wrong
                        + "; write at least 8 characters, or leave the key out to have none asked for");
    }

    @Test
    void everybodyMayNotReachThePageWithoutKeyOrRange() throws Exception {
        String elsewhere = "ip_targets: [{ip_address: a, ip_bind_port: 1}]\npage_listen_address: 0.0.0.0\n";

        assertThatThrownBy(() -> hub(elsewhere))
                .isInstanceOf(ConfException.class)
                .hasMessageContaining("[pattoo_agent_os_hubd] page_listen_address = \"0.0.0.0\": others can reach this"
                        + " address, and neither page_api_key nor page_allowedip is set");
        assertThatThrownBy(() -> hub(elsewhere + "page_allowedip: everybody\n"))
                .hasMessageContaining("\"everybody\" is no address and no range of addresses");
        assertThatThrownBy(() -> hub(elsewhere + "page_api_key: ''\n")).hasMessageContaining("page_api_key: empty");
        assertThat(hub(elsewhere + "page_allowedip: 0.0.0.0/0, ::/0\n")
                        .page()
                        .orElseThrow()
                        .allowed()
                        .ranges())
                .hasSize(2);
        assertThat(hub(elsewhere + "page_api_key: correct horse\n").page()).hasValueSatisfying(page -> {
            assertThat(page.apiKey()).contains("correct horse");
            assertThat(page.toString()).doesNotContain("correct horse");
        });
    }

    @Test
    void pathThatIsOnlyASlashIsNone() throws Exception {
        write("pattoo.yaml", COMMON + "pattoo_agent_api:\n  api_uri: /\n");
        HubSettings hub = hub("ip_targets: [{ip_address: a, ip_bind_port: 1, path: /}]\n");

        assertThat(hub.agent().receiver().receive()).hasToString("http://localhost:20201/receive");
        // A slash and the interval are added.
        assertThat(hub.spokes()).singleElement().hasToString("http://a:1");
    }

    @Test
    void bothListsOfSpokesArePolledAndEachSpokeOnce() throws Exception {
        HubSettings hub = hub("""
                ip_targets:
                  - {ip_address: a, ip_bind_port: 1}
                  - {ip_address: '::1', ip_bind_port: 1}
                ip_devices:
                  - {ip_address: a, ip_bind_port: 1}
                  - {ip_address: b_c, ip_bind_port: 1, https: on}
                """);

        assertThat(hub.spokes())
                .extracting(HubSettings.Spoke::toString)
                .containsExactly(
                        "http://a:1/pattoo-agent-os",
                        "http://[::1]:1/pattoo-agent-os",
                        "https://b_c:1/pattoo-agent-os");
        assertThat(configuration.hub().warnings()).singleElement().asString().contains("stands there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "none", "None"})
    void hubWithoutAPage(String port) throws Exception {
        assertThat(hub("page_bind_port: " + port + "\nip_targets:\n  - {ip_address: a, ip_bind_port: 1}\n")
                        .page())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-20, 20", "0, 300", "'', 300", "300.0, 300", "+7, 7"})
    void intervalIsReadAsPattooDoes(String written, long seconds) throws Exception {
        write(
                "pattoo_agent_os_autonomousd.yaml",
                "pattoo_agent_os_autonomousd:\n  polling_interval: " + written + "\n");

        assertThat(configuration.autonomous().settings().pollingInterval()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void hubWithoutSpokesIsAFault() {
        assertThatThrownBy(() -> hub("polling_interval: 5\n"))
                .isInstanceOf(ConfException.class)
                .hasMessageContaining("[pattoo_agent_os_hubd] ip_targets: names no spoke");
    }

    @Test
    void whatGrowsWithoutEndIsRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i <= 100; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append("]\n");
        }
        write("pattoo_agent_os_spoked.yaml", bomb.toString());
        assertThat(faults("spoke")).singleElement().asString().contains("not used: ");
        write("pattoo_agent_os_spoked.yaml", "[".repeat(10_000));
        assertThat(faults("spoke")).singleElement().asString().startsWith("pattoo_agent_os_spoked.yaml");
        write("pattoo_agent_os_spoked.yaml", "#" + " ".repeat(2 << 20));
        assertThat(faults("spoke")).singleElement().asString().contains("larger than 1 MiB");
        Files.write(folder.resolve("pattoo_agent_os_spoked.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(faults("spoke")).singleElement().asString().contains("not UTF-8");
    }

    @Test
    void repeatedAndMergedKeysAreThoseThatPattooTakes() throws Exception {
        write("pattoo_agent_os_spoked.yaml", """
                base: &base {ip_bind_port: 1, ip_listen_address: 127.0.0.1}
                pattoo_agent_os_spoked:
                  ip_bind_port: 2
                  ip_bind_port: 3
                  <<: *base
                """);

        Configured<SpokeSettings> spoke = configuration.spoke();

        assertThat(spoke.settings().listening().shown()).isEqualTo("127.0.0.1:3");
        assertThat(spoke.warnings()).singleElement().asString().contains("stands also in line 3, which does not count");
    }
}
