package io.puypuy.pattoo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of settings that pattoo has had, the samples of its documents word for word. */
final class GenerationsTest {
    private static final Path HOME = Path.of("/opt/puypuy");

    private static AgentConfiguration configuration(String generation) {
        return new AgentConfiguration(Path.of("src/test/resources/settings", generation), HOME, Map.of());
    }

    private static Path user(String path) {
        return Path.of(System.getProperty("user.home"), path);
    }

    @Test
    void document000IsOneFolderWhoseFilesAreJoined() throws Exception {
        Configured<HubSettings> hub = configuration("document_000").hub();
        Configured<SpokeSettings> spoke = configuration("document_000").spoke();

        assertThat(hub.settings().spokes())
                .extracting(HubSettings.Spoke::toString)
                .containsExactly("http://127.0.0.1:5000/pattoo-agent-os", "http://127.0.0.2:5000/pattoo-agent-os");
        AgentSettings agent = hub.settings().agent();
        assertThat(agent.program()).isEqualTo("pattoo_agent_os_hubd");
        assertThat(agent.logDirectory()).isEqualTo(Path.of("/var/log/pattoo"));
        assertThat(agent.daemonDirectory()).isEqualTo(Path.of("/var/cache/pattoo"));
        assertThat(agent.logLevel()).isEqualTo(LogLevel.INFO);
        assertThat(agent.pollingInterval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(agent.receiver().receive()).hasToString("https://192.0.2.1:6000/pattoo/api/v1.0/receive");
        assertThat(spoke.settings().listening().shown()).isEqualTo("0.0.0.0:5000");
        assertThat(hub.warnings())
                .singleElement()
                .extracting(Fault::message)
                .asString()
                .contains("a server of today wants \"pattoo/api/v1/agent\"");
        assertThat(configuration("document_000").autonomous().settings().program())
                .isEqualTo("pattoo_agent_os_autonomousd");
    }

    @Test
    void document001HasAFileForEachAgent() throws Exception {
        SpokeSettings spoke = configuration("document_001").spoke().settings();
        Configured<HubSettings> hub = configuration("document_001").hub();

        assertThat(spoke.listening().shown()).isEqualTo("0.0.0.0:5000");
        assertThat(spoke.apiKey()).isEmpty();
        assertThat(spoke.listening().tls()).isEmpty();
        assertThat(hub.settings().spokes())
                .extracting(spokes -> spokes.documents().toString())
                .containsExactly("http://127.0.0.1:5000/pattoo-agent-os", "http://127.0.0.2:5000/pattoo-agent-os");
        AgentSettings agent = hub.settings().agent();
        assertThat(agent.logDirectory()).isEqualTo(user("pattoo/log"));
        assertThat(agent.cacheDirectory()).isEqualTo(user("pattoo/cache"));
        assertThat(agent.systemDaemonDirectory()).isEqualTo(Path.of("/var/run/pattoo"));
        assertThat(agent.pollingInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(agent.receiver().receive()).hasToString("http://192.0.2.1:20201/pattoo/api/v1/agent/receive");
        assertThat(hub.warnings()).isEmpty();
        assertThat(hub.settings().page()).isPresent();
        assertThat(hub.settings().page().get().listening().shown()).isEqualTo("127.0.0.1:5001");
    }

    @Test
    void document002NeedsNoFileForItsAgent() throws Exception {
        Configured<AgentSettings> agent = configuration("document_002").agent("LAVA_SCRIPT");

        assertThat(agent.warnings()).isEmpty();
        assertThat(agent.settings().program()).isEqualTo("LAVA_SCRIPT");
        assertThat(agent.settings().logDirectory()).isEqualTo(Path.of("/tmp/pattoo/log"));
        assertThat(agent.settings().daemonDirectory()).isEqualTo(Path.of("/tmp/pattoo/daemon"));
        assertThat(agent.settings().cacheDirectory()).isEqualTo(Path.of("/tmp/pattoo/daemon/cache"));
        assertThat(agent.settings().systemDaemonDirectory()).isEqualTo(Path.of("/tmp/pattoo/daemon"));
        assertThat(agent.settings().pollingInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(agent.settings().receiver().receive())
                .hasToString("http://pattoo.server.name:20201/pattoo/api/v1/agent/receive");
        assertThat(configuration("document_002").spoke().settings().listening().port())
                .isEqualTo(5000);
    }

    @Test
    void theFirstAgentsCalledTheSpokePassived() throws Exception {
        SpokeSettings spoke = configuration("october_2019").spoke().settings();

        assertThat(spoke.listening().shown()).isEqualTo("127.0.0.1:5050");
        assertThat(spoke.agent().cacheDirectory()).isEqualTo(user("GitHub/pattoo-agents/cache"));
        assertThat(spoke.agent().daemonDirectory()).isEqualTo(spoke.agent().cacheDirectory());
        assertThat(spoke.agent().pollingInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(spoke.agent().logLevel()).isEqualTo(LogLevel.WARNING);
        assertThat(spoke.agent().receiver().receive())
                .hasToString("http://pattoo.example.org:6001/pattoo/api/v1.0/receive");
    }

    @Test
    void november2019HadAnApiSectionAndRelativeFoldersBeginAtHome() throws Exception {
        Configured<HubSettings> hub = configuration("november_2019").hub();

        assertThat(hub.warnings()).isEmpty();
        assertThat(hub.settings().spokes()).singleElement().hasToString("http://192.0.2.7:5000/pattoo-agent-os");
        assertThat(hub.settings().agent().logDirectory()).isEqualTo(HOME.resolve("log"));
        assertThat(hub.settings().agent().receiver().receive())
                .hasToString("http://192.0.2.1:6000/pattoo/api/v1/agent/receive");
    }

    @Test
    void august2020HasFilesWithoutSections() throws Exception {
        Configured<HubSettings> hub = configuration("august_2020").hub();
        SpokeSettings spoke = configuration("august_2020").spoke().settings();
        AgentSettings autonomous = configuration("august_2020").autonomous().settings();

        assertThat(hub.warnings()).isEmpty();
        assertThat(hub.settings().spokes()).singleElement().hasToString("http://[2001:db8::2]:5000/pattoo-agent-linux");
        assertThat(hub.settings().agent().pollingInterval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(hub.settings().agent().receiver().receive())
                .hasToString("http://[2001:db8::1]:20201/pattoo/api/v1/agent/receive");
        assertThat(hub.settings().agent().program()).isEqualTo("pattoo_agent_os_hubd");
        assertThat(spoke.listening().address().isAnyLocalAddress()).isTrue();
        assertThat(spoke.listening().address().getAddress()).hasSize(16);
        assertThat(autonomous.pollingInterval()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "november_2019, HUB, /opt/puypuy/log, /opt/puypuy/daemon",
        "document_002, SPOKE, /tmp/pattoo/log, /tmp/pattoo/daemon",
        "august_2020, AUTONOMOUS, /var/log/pattoo, /var/lib/pattoo"
    })
    void foldersAreKnownWithoutTheRest(String generation, AgentProgram program, Path log, Path system)
            throws Exception {
        assertThat(configuration(generation).folders(program)).isEqualTo(new AgentFolders(log, system));
    }
}
