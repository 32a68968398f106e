package io.puypuy.engine.probe;

import io.puypuy.api.backend.Endpoint;
import io.puypuy.engine.read.TlsHandshake;
import io.puypuy.engine.settings.Conf;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says which setting of one backend's section to change, in the form of a fault of the configuration. */
final class Advice {
    private static final String SECTION = "TSDB";
    private static final List<String> ADDRESSES = List.of("address", "url");
    private static final Pattern ACCESS = Pattern.compile("\\b(user|pass|token|uuid)\\b");
    private static final List<String> PLACES =
            List.of("address", "url", "datapoints", "database", "organization", "bucket", "sandbox");
    private static final List<String> NO = List.of("false", "no", "off", "0");

    private final Conf conf;
    private final String label;

    /** @param label of the backend's section; empty for the one without */
    Advice(Conf conf, String label) {
        this.conf = conf;
        this.label = label;
    }

    String unknownHost(Endpoint endpoint) {
        return onAddress(
                "unknown host \"" + endpoint.host() + "\"; write a name that this machine can resolve, or an address");
    }

    String silentNameService(Endpoint endpoint, String limit) {
        return onAddress("the name service says nothing about \"" + endpoint.host() + "\" within " + limit
                + "; write an address, or look at /etc/resolv.conf");
    }

    /** @param tried each address with what came of it */
    String noConnection(String tried) {
        return onAddress("no connection with " + tried + "; correct host and port, or start the server there");
    }

    String noTls(Endpoint endpoint, TlsHandshake.Failed failed) {
        String phrase = failed.getMessage();
        return switch (failed.problem()) {
            case CA_FILE -> on("ca_file", phrase + "; write the path of certificates in PEM form that can be read");
            case CERTIFICATE ->
                on(
                        "ca_file",
                        "the certificate of " + endpoint + " is not trusted: " + phrase
                                + "; name a file with its issuer's certificate (PEM), or set tls_verify = no");
            case NAME ->
                onAddress("the certificate of " + endpoint + " is for " + phrase
                        + "; write a name that it is for, or set tls_verify = no");
            case PROTOCOL ->
                onAddress("no TLS with " + endpoint + ": " + phrase
                        + "; write the port that speaks TLS, or http:// where the server has none");
        };
    }

    String silentTls(Endpoint endpoint, String limit) {
        return onAddress("no TLS with " + endpoint + " within " + limit + "; write the port that speaks TLS");
    }

    /** Whether a backend that is not allowed to write speaks of who we are, and not of where we write to. */
    boolean isAboutAccess(String reason) {
        return ACCESS.matcher(reason).find();
    }

    /** @param reason in the backend's words, which name the setting as far as it can tell */
    String notAllowed(String reason) {
        boolean named = isAboutAccess(reason) || PLACES.stream().anyMatch(reason::contains);
        return onSection(named ? reason : reason + check());
    }

    String noAnswer(String reason) {
        return onSection(reason + "; check " + addressKey() + " and timeout, and the receiver's own log");
    }

    String refused(String reason) {
        return onSection("the receiver refuses the point: " + reason + check());
    }

    String unsendable(String reason) {
        return onSection("the receiver could not take the point: " + reason
                + "; check cluster_name, host_group, location and hostname in [SelfConfig]");
    }

    String failed(String reason) {
        return on("tsdtype", "the backend failed: " + reason + "; choose another");
    }

    /** Whom we say we are. */
    String credentials() {
        if (has("token")) {
            return "with the token";
        }
        if (has("uuid")) {
            return "with the uuid";
        }
        boolean off = NO.contains(peek("auth").toLowerCase(Locale.ROOT));
        return has("user") && !off ? "as " + peek("user") : "nothing is set for it, and nothing was asked for";
    }

    /** Whether it talks to a socket of this machine instead of the address. */
    boolean usesUnixSocket() {
        return has("unix_socket");
    }

    /** What else to look at; empty if nothing of the kind is set. */
    private String check() {
        List<String> set = PLACES.stream().filter(this::has).toList();
        return set.isEmpty() ? "" : "; check " + String.join(", ", set);
    }

    private String addressKey() {
        return ADDRESSES.stream().filter(this::has).findFirst().orElse(ADDRESSES.get(0));
    }

    private boolean has(String key) {
        return !peek(key).isEmpty();
    }

    private String peek(String key) {
        return conf.peek(SECTION, label, key);
    }

    private String onAddress(String message) {
        return on(addressKey(), message);
    }

    private String onSection(String message) {
        return on("", message);
    }

    private String on(String key, String message) {
        return conf.remark(SECTION, label, key, message).toString();
    }
}
