package io.puypuy.pattoo.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads where documents go, from the section that each generation of pattoo has for it. Used by one thread. */
final class ReceiverReader {
    private static final String PATH = "pattoo/api/v1/agent";
    private static final String OLD_PATH = "pattoo/api/v1.0";
    private static final int PORT = 20_201;
    private static final int OLD_PORT = 6000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

    private static final Form TODAY = new Form("pattoo_agent_api", "", "https", "api_uri", PORT, PATH);
    private static final Form DOCUMENT_002 = new Form("polling", "", "https", "api_uri", PORT, PATH);
    private static final Form LATE_2019 =
            new Form("pattoo-api-agentd", "api_", "api_uses_https", "api_uri", OLD_PORT, PATH);
    private static final Form DOCUMENT_000 =
            new Form("remote_api", "api_", "api_uses_https", "api_uri", OLD_PORT, OLD_PATH);
    private static final Form FIRST =
            new Form("pattoo-os-actived", "api_server_", "api_server_https", "api_server_uri", OLD_PORT, OLD_PATH);

    private static final List<Form> OLD_FORMS = List.of(DOCUMENT_002, LATE_2019, DOCUMENT_000, FIRST, TODAY);

    private final AgentReader agent;

    ReceiverReader(AgentReader agent) {
        this.agent = agent;
    }

    /**
     * How a generation spells it.
     *
     * @param prefix before the names of address and port
     * @param path where the server takes documents, without {@code /receive}
     */
    private record Form(String section, String prefix, String https, String uri, int port, String path) {
        String address() {
            return prefix.equals("api_server_") ? "api_server_name" : prefix + "ip_address";
        }

        String portKey() {
            return prefix.equals("api_server_") ? "api_server_port" : prefix + "ip_bind_port";
        }
    }

    ReceiverSettings read() {
        Form form = form();
        YamlSection section = agent.files().section(List.of(form.section));
        String host = section.text(form.address(), "localhost");
        int port = (int) section.integer(form.portKey(), form.port, 1, Endpoint.MAX_PORT);
        boolean https = section.truth(form.https, false);
        Optional<URI> receive = Endpoint.of(https ? "https" : "http", host, port, path(section, form))
                .map(server -> URI.create(server + "/receive"));
        if (receive.isEmpty()) {
            section.fault(form.address(), "not an address", "write a host name or an IP address, without http://");
        }
        // Where C1's server listens.
        section.has("api_listen_address");
        Optional<Path> caFile = agent.file(section, "ca_file");
        return new ReceiverSettings(
                receive.orElse(URI.create("http://localhost")),
                section.secret("api_key"),
                section.truth("tls_verify", true),
                caFile,
                section.duration("timeout", TIMEOUT, MAX_TIMEOUT));
    }

    private Form form() {
        if (!agent.files().isOld()) {
            return TODAY;
        }
        for (Form form : OLD_FORMS) {
            if (agent.files().has(form.section)) {
                return form;
            }
        }
        boolean before = agent.files().names().stream().anyMatch(name -> name.startsWith("pattoo-os-"));
        return before ? DOCUMENT_000 : DOCUMENT_002;
    }

    private static String path(YamlSection section, Form form) {
        String text = section.text(form.uri, form.path);
        Optional<String> path = Endpoint.path(text);
        if (path.isEmpty()) {
            section.fault(form.uri, "not a path", "write one such as " + PATH);
        } else if (path.get().equals(OLD_PATH)) {
            section.warn(
                    form.uri,
                    "documents go to /" + OLD_PATH + "/receive, as in 2019; a server of today wants \"" + PATH + "\"");
        }
        return path.orElse(form.path);
    }
}
