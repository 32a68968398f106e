package io.puypuy.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may ask: addresses and ranges of IPv4 and IPv6. Immutable.
 *
 * @param ranges everybody may if there are none
 */
public record AllowedAddresses(List<Range> ranges) {
    public static final AllowedAddresses EVERYBODY = new AllowedAddresses(List.of());

    public AllowedAddresses {
        ranges = List.copyOf(ranges);
    }

    public boolean isEverybody() {
        return ranges.isEmpty();
    }

    public boolean contains(InetAddress address) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** The same for an address in digits; what is none is not among them. */
    public boolean contains(String address) {
        try {
            return ranges.isEmpty() || contains(InetAddress.getByName(address));
        } catch (UnknownHostException unreadable) {
            return false;
        }
    }

    /**
     * Lets a request pass by the address at the other end of its connection; what headers say of it, anybody can write.
     *
     * @param what they may do, such as {@code ask}
     * @param setting what says who may, such as {@code allowedip in [WebServer]}
     * @throws RequestFault with status 403 if it comes from another address
     */
    public void check(Context request, String what, String setting) {
        String asking = request.req().getRemoteAddr();
        if (!contains(asking)) {
            throw new RequestFault(
                    RequestFault.FORBIDDEN, asking + " may not " + what + "; " + setting + " says who may");
        }
    }

    /**
     * All addresses that have the first bits in common.
     *
     * @param bits how many
     */
    public record Range(InetAddress first, int bits) {
        // No names, which would be asked for in the network.
        private static final Pattern NUMERIC =
                Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
        private static final Pattern BITS = Pattern.compile("\\d{1,3}");

        /** Reads {@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code ::1} or {@code 2001:db8::/32}; empty if it is none. */
        public static Optional<Range> parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            if (!NUMERIC.matcher(address).matches()) {
                return Optional.empty();
            }
            try {
                InetAddress first = InetAddress.getByName(address);
                int all = first.getAddress().length * Byte.SIZE;
                if (slash < 0) {
                    return Optional.of(new Range(first, all));
                }
                String bits = text.substring(slash + 1);
                return BITS.matcher(bits).matches() && Integer.parseInt(bits) <= all
                        ? Optional.of(new Range(first, Integer.parseInt(bits)))
                        : Optional.empty();
            } catch (UnknownHostException noAddress) {
                return Optional.empty();
            }
        }

        boolean contains(InetAddress address) {
            byte[] ours = first.getAddress();
            byte[] theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int i = 0; i < whole; i++) {
                if (ours[i] != theirs[i]) {
                    return false;
                }
            }
            int rest = bits % Byte.SIZE;
            return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
        }
    }
}
