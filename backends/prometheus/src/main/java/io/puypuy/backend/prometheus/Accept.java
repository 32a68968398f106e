package io.puypuy.backend.prometheus;

import java.util.Locale;

/** The header {@code Accept} of a request: media ranges with parameters and weights (RFC 9110, 12.5.1). */
final class Accept {
    private static final int TYPE_ONLY = 1;
    private static final int TYPE_AND_SUBTYPE = 2;
    private static final int WITH_VERSION = 3;

    private Accept() {}

    /** The form that the client likes best; text, if it likes both equally or neither. */
    static PageFormat best(String header) {
        return weight(header, PageFormat.OPEN_METRICS) > weight(header, PageFormat.TEXT)
                ? PageFormat.OPEN_METRICS
                : PageFormat.TEXT;
    }

    /** The weight that the most specific fitting range gives to the form; 0 if none fits. */
    private static double weight(String header, PageFormat format) {
        int specific = -1;
        double weight = 0;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int fit = fit(parts, format);
            double itsWeight = quality(parts);
            if (fit > specific || (fit >= 0 && fit == specific && itsWeight > weight)) {
                specific = fit;
                weight = itsWeight;
            }
        }
        return weight;
    }

    /** How specifically the range names the form: from 0 for any up; -1 if it means another one. */
    private static int fit(String[] parts, PageFormat format) {
        String range = parts[0].strip();
        if (range.equals("*/*")) {
            return 0;
        }
        if (range.equals(format.type() + "/*")) {
            return TYPE_ONLY;
        }
        if (!range.equals(format.type() + "/" + format.subtype())) {
            return -1;
        }
        String version = parameter(parts, "version");
        if (version.isEmpty()) {
            return TYPE_AND_SUBTYPE;
        }
        return version.equals(format.version()) ? WITH_VERSION : -1;
    }

    private static double quality(String[] parts) {
        String text = parameter(parts, "q");
        try {
            double quality = text.isEmpty() ? 1 : Double.parseDouble(text);
            return quality >= 0 && quality <= 1 ? quality : 0;
        } catch (NumberFormatException noWeight) {
            return 0;
        }
    }

    private static String parameter(String[] parts, String name) {
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && parts[i].substring(0, equals).strip().equals(name)) {
                return parts[i].substring(equals + 1).strip().replace("\"", "");
            }
        }
        return "";
    }
}
