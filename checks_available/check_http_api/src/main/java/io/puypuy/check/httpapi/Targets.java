package io.puypuy.check.httpapi;

import io.puypuy.api.CheckException;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.ServerAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The addresses of a section. */
final class Targets {
    private static final String KEY = "upstream";
    // A comma may be a part of an address, unless a blank or the next address follows.
    private static final String BETWEEN = ",?\\s+|,(?=[A-Za-z]+://)|,$";
    private static final String EXPECTED =
            "write addresses of HTTP separated by commas, such as http://127.0.0.1:9200/, http://127.0.0.2:9200/";

    private static final String ONCE = "write each server and path once";

    private Targets() {}

    /**
     * Reads a list of addresses; one without a scheme is of HTTP. Two that could not be told apart by their tags are a fault.
     *
     * @param request how to ask all of them; an address with user and password of its own is asked with these
     * @param settings where faults go
     */
    static List<Target> read(String list, HttpRequest request, Settings settings) {
        Set<URI> addresses = addresses(list, settings);
        Set<Tags> once = new HashSet<>();
        Set<Tags> twice = new HashSet<>();
        for (URI address : addresses) {
            Tags tags = tags(host(address), path(address));
            if (!once.add(tags)) {
                twice.add(tags);
            }
        }
        Map<Tags, URI> byTags = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        for (URI address : addresses) {
            Tags tags = tags(host(address), path(address));
            // The query may hold secrets: it is shown only if nothing else tells two addresses apart.
            if (twice.contains(tags) && address.getRawQuery() != null) {
                tags = tags(host(address), path(address) + "?" + address.getRawQuery());
            }
            URI same = byTags.putIfAbsent(tags, address);
            if (same == null) {
                targets.add(new Target(with(request, address), host(address), tags));
            } else {
                settings.fault(KEY, quoted(same) + " and " + quoted(address) + " would have the same tags", ONCE);
            }
        }
        return List.copyOf(targets);
    }

    private static Set<URI> addresses(String list, Settings settings) {
        Set<URI> addresses = new LinkedHashSet<>();
        for (String word : list.strip().split(BETWEEN, -1)) {
            if (word.isBlank()) {
                continue;
            }
            Optional<URI> address = address(word.strip());
            if (address.isEmpty()) {
                settings.fault(KEY, quoted(word) + " is not an address", EXPECTED);
                return Set.of();
            }
            addresses.add(address.get());
        }
        return addresses;
    }

    private static String quoted(Object address) {
        return CheckException.quoted(HttpAddress.shown(address.toString()));
    }

    private static Optional<URI> address(String word) {
        try {
            URI address = URI.create(word.contains("://") ? word : "http://" + word);
            return ServerAddress.of(address).isPresent() ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static HttpRequest with(HttpRequest request, URI address) {
        HttpRequest asked = request.address(address);
        String user = address.getUserInfo();
        if (user == null) {
            return asked;
        }
        int colon = user.indexOf(':');
        return colon < 0 ? asked.basic(user, "") : asked.basic(user.substring(0, colon), user.substring(colon + 1));
    }

    private static Tags tags(String host, String path) {
        return Tags.of("apihost", host).and("path", path);
    }

    /** {@code 127_0_0_1_9200} */
    private static String host(URI address) {
        ServerAddress server = ServerAddress.of(address).orElseThrow();
        String host = server.host().replace("[", "").replace("]", "");
        return host.replace('.', '_').replace(':', '_') + "_" + server.port();
    }

    private static String path(URI address) {
        String path = address.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }
}
