package io.puypuy.check.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Object identifiers as operators write them: by numbers, or by the names of the common MIBs. */
final class OidNames {
    private static final Pattern NUMBERS = Pattern.compile("(?:iso|\\.?\\d{1,10})(?:\\.\\d{1,10}){1,126}");
    private static final Pattern NAME = Pattern.compile("(?:[\\w-]+::)?([A-Za-z]\\w*)((?:\\.\\d{1,10})+)");
    private static final String ISO = "iso";

    private final Map<String, String> numbersByName;

    private OidNames(Map<String, String> numbersByName) {
        this.numbersByName = numbersByName;
    }

    /** The names that are shipped with the check. */
    static OidNames shipped() {
        Map<String, String> numbersByName = new HashMap<>();
        try (InputStream file = OidNames.class.getResourceAsStream("oids.txt")) {
            if (file == null) {
                throw new IllegalStateException("the check's jar has no oids.txt");
            }
            for (String line : new String(file.readAllBytes(), UTF_8).split("\n", -1)) {
                int blank = line.indexOf(' ');
                if (blank > 0 && !line.startsWith("#")) {
                    numbersByName.put(line.substring(0, blank).toLowerCase(Locale.ROOT), line.substring(blank + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OidNames(numbersByName);
    }

    /**
     * The numbers of {@code .1.3.6.1.2.1.1.3.0}, {@code iso.3.6.1.2.1.1.3.0}, {@code sysUpTime.0} or {@code
     * SNMPv2-MIB::sysUpTime.0}, without a leading point; empty for all else.
     */
    Optional<String> numbers(String written) {
        if (NUMBERS.matcher(written).matches()) {
            String numbers = written.startsWith(ISO) ? "1" + written.substring(ISO.length()) : written;
            return Optional.of(numbers.startsWith(".") ? numbers.substring(1) : numbers)
                    .filter(OidNames::isWithinBounds);
        }
        Matcher name = NAME.matcher(written);
        if (!name.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(numbersByName.get(name.group(1).toLowerCase(Locale.ROOT)))
                .map(object -> object + name.group(2))
                .filter(OidNames::isWithinBounds);
    }

    // The first two numbers are sent as one byte, the others have 32 bits without a sign.
    private static boolean isWithinBounds(String numbers) {
        String[] parts = numbers.split("\\.", -1);
        for (String part : parts) {
            if (Long.parseLong(part) > 0xffff_ffffL) {
                return false;
            }
        }
        return Long.parseLong(parts[0]) <= 2 && Long.parseLong(parts[1]) < 40;
    }
}
