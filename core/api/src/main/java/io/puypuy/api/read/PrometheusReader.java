package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import io.puypuy.api.Tags;
import io.puypuy.api.read.PrometheusText.Family;
import io.puypuy.api.read.PrometheusText.Kind;
import io.puypuy.api.read.PrometheusText.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over a page of metrics. Sources: "Exposition formats" of the Prometheus documentation, and the OpenMetrics
 * specification 1.0, section "Text format". Used once, by one thread.
 */
final class PrometheusReader {
    private static final String[] SUFFIXES = {
        "_bucket", "_count", "_sum", "_total", "_created", "_info", "_gcount", "_gsum"
    };

    private final String text;
    private final Predicate<String> wanted;
    // OpenMetrics has seconds where the older format has milliseconds; its last line is how it can be told.
    private final boolean openMetrics;
    private final List<Sample> samples = new ArrayList<>();

    private int line;
    private int at;
    private int end;

    private String familyName = "";
    private Kind familyKind = Kind.UNTYPED;
    private String familyHelp = "";
    private @Nullable Family family;

    PrometheusReader(String text, Predicate<String> wanted) {
        this.text = text;
        this.wanted = wanted;
        this.openMetrics = text.stripTrailing().endsWith("# EOF");
    }

    List<Sample> read() throws CheckException {
        for (int start = 0; start < text.length(); start = end + 1) {
            int newline = text.indexOf('\n', start);
            end = newline < 0 ? text.length() : newline;
            at = start;
            line++;
            skipBlanks();
            if (at < end) {
                if (text.charAt(at) == '#') {
                    comment();
                } else {
                    sample();
                }
            }
        }
        if (line == 0) {
            throw CheckException.unexpectedReply("Prometheus metrics", text);
        }
        return samples;
    }

    private void comment() {
        at++;
        skipBlanks();
        String keyword = word();
        if (!keyword.equals("TYPE") && !keyword.equals("HELP")) {
            return;
        }
        skipBlanks();
        String name = word();
        skipBlanks();
        if (!name.equals(familyName)) {
            beginFamily(name);
        }
        String rest = text.substring(Math.min(at, end), end).stripTrailing();
        if (keyword.equals("TYPE")) {
            familyKind = Kind.of(rest);
        } else {
            familyHelp = unescaped(rest);
        }
        family = null;
    }

    private void beginFamily(String name) {
        familyName = name;
        familyKind = Kind.UNTYPED;
        familyHelp = "";
        family = null;
    }

    private void sample() throws CheckException {
        String name = name();
        boolean keep = wanted.test(name);
        skipBlanks();
        Tags labels = at < end && text.charAt(at) == '{' ? labels(keep) : Tags.none();
        skipBlanks();
        Number value = value();
        skipBlanks();
        OptionalLong timestamp = timestamp();
        if (!keep) {
            return;
        }
        if (samples.size() >= PrometheusText.MAX_SAMPLES) {
            throw new CheckException("more than " + PrometheusText.MAX_SAMPLES + " metrics on the page");
        }
        samples.add(new Sample(familyOf(name), name, labels, value, timestamp));
    }

    private Family familyOf(String sampleName) {
        if (!belongsToFamily(sampleName)) {
            beginFamily(sampleName);
        }
        Family known = family;
        if (known == null) {
            known = new Family(familyName, familyKind, familyHelp);
            family = known;
        }
        return known;
    }

    private boolean belongsToFamily(String sampleName) {
        if (sampleName.equals(familyName)) {
            return true;
        }
        if (familyName.isEmpty() || !sampleName.startsWith(familyName)) {
            return false;
        }
        for (String suffix : SUFFIXES) {
            if (sampleName.length() == familyName.length() + suffix.length() && sampleName.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private String name() throws CheckException {
        int start = at;
        skipName();
        return text.substring(start, at);
    }

    private void skipName() throws CheckException {
        int start = at;
        while (at < end && isNameCharacter(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw bad("expected a name");
        }
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
    }

    private Tags labels(boolean keep) throws CheckException {
        Tags labels = Tags.none();
        at++;
        skipBlanks();
        while (at < end && text.charAt(at) != '}') {
            int nameStart = at;
            skipName();
            int nameEnd = at;
            skipBlanks();
            expect('=');
            skipBlanks();
            int valueStart = at + 1;
            skipQuoted();
            if (keep) {
                String value = unescaped(text.substring(valueStart, at - 1));
                labels = labels.and(text.substring(nameStart, nameEnd), value);
            }
            skipBlanks();
            if (at < end && text.charAt(at) == ',') {
                at++;
                skipBlanks();
            }
        }
        expect('}');
        return labels;
    }

    private void skipQuoted() throws CheckException {
        expect('"');
        while (at < end && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw bad("a quote has no end");
        }
        at++;
    }

    private static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            char next = c == '\\' && i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (next == 'n' || next == '"' || next == '\\') {
                plain.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private Number value() throws CheckException {
        String word = word();
        Optional<Number> number = FieldNumber.parse(word);
        if (number.isPresent()) {
            return number.get();
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "+inf", "inf", "+infinity", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw bad("expected a number, got " + CheckException.quoted(word));
        };
    }

    // Behind it may stand an exemplar ("# {…} 1 2"), which is not read.
    private OptionalLong timestamp() throws CheckException {
        if (at >= end || text.charAt(at) == '#') {
            return OptionalLong.empty();
        }
        String word = word();
        Optional<Number> number = FieldNumber.parse(word);
        if (number.isEmpty()) {
            throw bad("expected a time, got " + CheckException.quoted(word));
        }
        skipBlanks();
        if (at < end && text.charAt(at) != '#') {
            throw bad("text behind the time");
        }
        return OptionalLong.of(
                openMetrics
                        ? Math.round(number.get().doubleValue() * 1000)
                        : number.get().longValue());
    }

    private String word() {
        int start = at;
        while (at < end && text.charAt(at) > ' ') {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipBlanks() {
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private void expect(char c) throws CheckException {
        if (at >= end || text.charAt(at) != c) {
            throw bad("expected " + c);
        }
        at++;
    }

    private CheckException bad(String what) {
        int start = text.lastIndexOf('\n', Math.max(0, end - 1)) + 1;
        String shown = text.substring(Math.min(start, end), end);
        return new CheckException("line " + line + " of the metrics: " + what + ": " + CheckException.quoted(shown));
    }
}
