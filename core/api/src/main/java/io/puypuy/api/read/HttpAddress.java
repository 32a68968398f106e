package io.puypuy.api.read;

import io.puypuy.api.Settings;
import java.net.URI;
import java.util.regex.Pattern;

/** Addresses of HTTP that settings give in two parts, and how one is shown. */
public final class HttpAddress {
    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
    // A password may have any character where nobody has written it as an address demands, but for the next address of
    // a list.
    private static final Pattern USER = Pattern.compile("://(?:(?!://).)*@", Pattern.DOTALL);

    private HttpAddress() {}

    /**
     * A place of a server: key {@code address}, and below it a path that may have a query.
     *
     * @param address if none is set
     * @param key whose value is the path; it needs no slash at its beginning
     * @param path if none is set
     */
    public static URI of(Settings settings, URI address, String key, String path) {
        URI server = settings.uri("address", address);
        String written = settings.text(key, path);
        if (!WITH_SCHEME.matcher(written).matches()) {
            try {
                return below(server, written);
            } catch (IllegalArgumentException notAPath) {
                // Said below. The exception quotes the whole address, which may have a password.
            }
        }
        settings.fault(key, "not a path", "write it as in " + path);
        return below(server, path);
    }

    /**
     * The place with that path, perhaps with a query, below an address, which may have a path of its own.
     *
     * @throws IllegalArgumentException if it is no path
     */
    public static URI below(URI address, String path) {
        String base = address.toString();
        String slashless = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(slashless + (path.startsWith("/") ? path : "/" + path));
    }

    /** A text for a message that is an address, has some in it, or should be one: without users and passwords. */
    public static String shown(String text) {
        return USER.matcher(text).replaceAll("://…@");
    }
}
