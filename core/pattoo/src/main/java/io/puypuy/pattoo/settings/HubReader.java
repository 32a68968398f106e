package io.puypuy.pattoo.settings;

import io.puypuy.engine.spool.Spool;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.Listening;
import io.puypuy.http.ListeningKeys;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the section of the hub. Used by one thread. */
final class HubReader {
    private static final int CONCURRENCY = 128;
    private static final int MAX_CONCURRENCY = 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
    private static final int MIN_REPLY_BYTES = 1 << 10;
    /** A larger document does not fit into the spool. */
    private static final int MAX_REPLY_BYTES = Spool.MAX_BODY_BYTES;

    private static final int PAGE_PORT = 5001;

    HubSettings read(AgentReader reader) {
        YamlSection section = reader.own();
        List<HubSettings.Spoke> spokes = spokes(reader, section);
        int concurrency = (int) section.integer("concurrency", CONCURRENCY, 1, MAX_CONCURRENCY);
        Duration timeout = section.duration("spoke_timeout", TIMEOUT, MAX_TIMEOUT);
        int replyBytes = (int) section.integer("max_reply_bytes", MAX_REPLY_BYTES, MIN_REPLY_BYTES, MAX_REPLY_BYTES);
        Optional<HubSettings.Page> page = page(section);
        return new HubSettings(reader.agent(), spokes, concurrency, timeout, replyBytes, page);
    }

    private static Optional<HubSettings.Page> page(YamlSection section) {
        InetAddress address = SpokeReader.address(section, "page_listen_address", ListeningKeys.LOOPBACK);
        int port = section.text("page_bind_port", "").equalsIgnoreCase("none")
                ? 0
                : (int) section.integer("page_bind_port", PAGE_PORT, 0, Endpoint.MAX_PORT);
        Optional<String> apiKey = section.requestKey("page_api_key");
        AllowedAddresses allowed = section.allowed("page_allowedip");
        if (port == 0) {
            return Optional.empty();
        }
        if (!address.isLoopbackAddress() && apiKey.isEmpty() && allowed.isEverybody()) {
            section.fault(
                    "page_listen_address",
                    "others can reach this address, and neither page_api_key nor page_allowedip is set",
                    "set one of them (page_allowedip: 0.0.0.0/0, ::/0 for everybody), or listen on "
                            + ListeningKeys.LOOPBACK);
            address = InetAddress.getLoopbackAddress();
        }
        String hint = "set page_bind_port in " + section.file() + ", or 0 for no page";
        return Optional.of(new HubSettings.Page(Listening.plain("hub-page", address, port, hint), apiKey, allowed));
    }

    /** pattoo's documents call the list {@code ip_devices}, its code {@code ip_targets}; the hub polls both. */
    private static List<HubSettings.Spoke> spokes(AgentReader reader, YamlSection section) {
        List<Node> parts = new ArrayList<>(section.list("ip_targets"));
        parts.addAll(section.list("ip_devices"));
        List<HubSettings.Spoke> spokes = new ArrayList<>();
        Set<URI> known = new HashSet<>();
        for (Node part : parts) {
            spoke(reader, section, part).ifPresent(spoke -> {
                if (known.add(spoke.documents())) {
                    spokes.add(spoke);
                } else {
                    section.warn("ip_targets", spoke + " stands there twice, and is polled once");
                }
            });
        }
        if (spokes.isEmpty()) {
            section.fault("ip_targets", "names no spoke", "write a list of ip_address and ip_bind_port");
        }
        return spokes;
    }

    private static Optional<HubSettings.Spoke> spoke(AgentReader reader, YamlSection section, Node part) {
        if (!(part instanceof MappingNode mapping)) {
            section.warn(
                    "ip_targets",
                    "line " + YamlFile.line(part) + " is left out: it is no ip_address with ip_bind_port");
            return Optional.empty();
        }
        YamlSection entry = reader.files().part(section, mapping);
        String portKey = entry.oneOf("ip_bind_port", "bind_port");
        if (!entry.has("ip_address") || !entry.has(portKey)) {
            entry.warn(entry.has("ip_address") ? "ip_bind_port" : "ip_address", "missing, so the spoke is left out");
            return Optional.empty();
        }
        int port = (int) entry.integer(portKey, 1, 1, Endpoint.MAX_PORT);
        boolean linux = section.name().contains("_linux_") || section.file().contains("_linux_");
        String pathText = entry.text("path", linux ? "pattoo-agent-linux" : "pattoo-agent-os");
        Optional<String> path = Endpoint.path(pathText);
        if (path.isEmpty()) {
            entry.fault("path", "not a path", "write one such as pattoo-agent-os");
        }
        String scheme = entry.truth("https", false) ? "https" : "http";
        Optional<URI> documents = Endpoint.of(scheme, entry.text("ip_address", ""), port, path.orElse(""));
        if (documents.isEmpty()) {
            entry.fault("ip_address", "not an address", "write a host name or an IP address, without http://");
        }
        Optional<String> apiKey = entry.secret("api_key");
        Optional<Path> caFile = reader.file(entry, "ca_file");
        boolean verify = entry.truth("tls_verify", true);
        return documents.map(address -> new HubSettings.Spoke(address, apiKey, verify, caFile));
    }
}
