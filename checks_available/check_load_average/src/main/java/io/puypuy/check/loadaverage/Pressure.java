package io.puypuy.check.loadaverage;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;

/** Pressure stall information; Linux, Documentation/accounting/psi.rst. */
final class Pressure {
    private Pressure() {}

    /**
     * The share of the last 10 seconds in which some task waited, in percent; the line is {@code some avg10=0.00
     * avg60=0.00 avg300=0.00 total=0}.
     */
    static double someAvg10(String text) throws CheckException {
        LineWords words = new LineWords(text);
        while (words.nextLine()) {
            if (words.lineStartsWith("some avg10=")) {
                words.upTo('=');
                return words.decimal();
            }
        }
        throw CheckException.unexpectedReply("a line \"some avg10=…\"", text);
    }
}
