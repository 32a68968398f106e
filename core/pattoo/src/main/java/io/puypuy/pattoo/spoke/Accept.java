package io.puypuy.pattoo.spoke;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header {@code Accept}, RFC 9110, chapter 12.5.1. */
final class Accept {
    private Accept() {}

    /**
     * Whether it asks for HTML by name, and no less than for JSON. Browsers do; programs that take anything get JSON, as
     * they do from pattoo's own spoke.
     */
    static boolean prefersHtml(@Nullable String header) {
        if (header == null) {
            return false;
        }
        double html = 0;
        double json = 0;
        for (String range : header.split(",", -1)) {
            String[] parts = range.split(";", -1);
            switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
                case "text/html" -> html = Math.max(html, weight(parts));
                case "application/json" -> json = Math.max(json, weight(parts));
                default -> {}
            }
        }
        return html > 0 && html >= json;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.matches("q=[01](\\.\\d{0,3})?")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
