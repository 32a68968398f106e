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
    private static final int MAX_LABEL_NAMES = 16;
    private static final String[] SUFFIXES = {
        "_bucket", "_count", "_sum", "_total", "_created", "_info", "_gcount", "_gsum"
    };

    private final String text;
    private final LineCursor cursor;
    private final Predicate<String> wanted;
    // OpenMetrics has seconds where the older format has milliseconds; its last line is how it can be told.
    private final boolean openMetrics;
    private final List<Sample> samples = new ArrayList<>();
    // A page has few names of labels, and many labels.
    private final List<String> labelNames = new ArrayList<>();

    private String familyName = "";
    private Kind familyKind = Kind.UNTYPED;
    private String familyHelp = "";
    private @Nullable Family family;

    // Most samples have the name of the one above them.
    private String sampleName = "";
    private boolean sampleIsWanted;

    PrometheusReader(String text, Predicate<String> wanted) {
        this.text = text;
        this.cursor = new LineCursor(text);
        this.wanted = wanted;
        this.openMetrics = text.stripTrailing().endsWith("# EOF");
    }

    List<Sample> read() throws CheckException {
        if (text.isEmpty()) {
            throw CheckException.unexpectedReply("Prometheus metrics", text);
        }
        while (cursor.nextLine()) {
            cursor.skipBlanks();
            if (cursor.take('#')) {
                comment();
            } else if (!cursor.isAtEnd()) {
                sample();
            }
        }
        return samples;
    }

    private void comment() {
        cursor.skipBlanks();
        boolean type = cursor.takeWord("TYPE");
        if (!type && !cursor.takeWord("HELP")) {
            return;
        }
        cursor.skipBlanks();
        if (!cursor.takeWord(familyName)) {
            beginFamily(cursor.word());
        }
        cursor.skipBlanks();
        if (type) {
            familyKind = Kind.of(cursor.rest());
        } else {
            familyHelp = unescaped(cursor.rest());
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
        readName();
        cursor.skipBlanks();
        Tags labels = cursor.take('{') ? labels() : Tags.none();
        cursor.skipBlanks();
        Number value = value();
        cursor.skipBlanks();
        OptionalLong timestamp = timestamp();
        if (!sampleIsWanted) {
            return;
        }
        if (samples.size() >= PrometheusText.MAX_SAMPLES) {
            throw new CheckException("more than " + PrometheusText.MAX_SAMPLES + " metrics on the page");
        }
        samples.add(new Sample(familyOfSample(), sampleName, labels, value, timestamp));
    }

    private void readName() throws CheckException {
        int start = cursor.at();
        cursor.skipName();
        if (!cursor.hasPassed(start, sampleName)) {
            sampleName = cursor.passed(start);
            sampleIsWanted = wanted.test(sampleName);
        }
    }

    private Family familyOfSample() {
        if (!belongsToFamily()) {
            beginFamily(sampleName);
        }
        Family known = family;
        if (known == null) {
            known = new Family(familyName, familyKind, familyHelp);
            family = known;
        }
        return known;
    }

    private boolean belongsToFamily() {
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

    private Tags labels() throws CheckException {
        Tags labels = Tags.none();
        cursor.skipBlanks();
        while (!cursor.isAtEnd() && !cursor.isAt('}')) {
            String name = labelName();
            cursor.skipBlanks();
            cursor.expect('=');
            cursor.skipBlanks();
            int start = cursor.at();
            cursor.skipQuoted();
            if (sampleIsWanted) {
                labels = labels.and(name, unescaped(text.substring(start + 1, cursor.at() - 1)));
            }
            cursor.skipBlanks();
            if (cursor.take(',')) {
                cursor.skipBlanks();
            }
        }
        cursor.expect('}');
        return labels;
    }

    private String labelName() throws CheckException {
        int start = cursor.at();
        cursor.skipName();
        for (String known : labelNames) {
            if (cursor.hasPassed(start, known)) {
                return known;
            }
        }
        String name = cursor.passed(start);
        if (labelNames.size() < MAX_LABEL_NAMES) {
            labelNames.add(name);
        }
        return name;
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
        int start = cursor.at();
        cursor.skipWord();
        Optional<Number> number = FieldNumber.parse(text, start, cursor.at());
        if (number.isPresent()) {
            return number.get();
        }
        String word = cursor.passed(start);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "+inf", "inf", "+infinity", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw cursor.bad("expected a number, got " + CheckException.quoted(word));
        };
    }

    // Behind it may stand an exemplar ("# {…} 1 2"), which is not read.
    private OptionalLong timestamp() throws CheckException {
        if (cursor.isAtEnd() || cursor.isAt('#')) {
            return OptionalLong.empty();
        }
        String word = cursor.word();
        Optional<Number> number = FieldNumber.parse(word);
        if (number.isEmpty()) {
            throw cursor.bad("expected a time, got " + CheckException.quoted(word));
        }
        cursor.skipBlanks();
        if (!cursor.isAtEnd() && !cursor.isAt('#')) {
            throw cursor.bad("text behind the time");
        }
        return OptionalLong.of(
                openMetrics
                        ? Math.round(number.get().doubleValue() * 1000)
                        : number.get().longValue());
    }
}
