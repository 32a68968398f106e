package io.puypuy.check.snmp;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.FieldNumber;
import java.util.Optional;

/**
 * One value of a device.
 *
 * @param oid numbers without a leading point
 * @param text decimal digits of a number; a text as it is; why there is no value
 */
record Variable(String oid, Kind kind, String text) {
    /** What kind of value it is. */
    enum Kind {
        /** A total that grows until it begins anew at 0: Counter32, Counter64. */
        COUNTER,
        /** Any other number: Integer32, Gauge32, TimeTicks in hundredths of a second, floating numbers. */
        NUMBER,
        /** An octet string, and all else. */
        TEXT,
        /** The device has no such value. */
        ABSENT
    }

    private static final long BELOW_ZERO = 1L << 32;

    /** The last number of the oid: the row of a table with one index. */
    String index() {
        return oid.substring(oid.lastIndexOf('.') + 1);
    }

    /**
     * The number, also of a text that is one, such as the load averages of net-snmp.
     *
     * @throws CheckException if it is none, or is not finite
     */
    double number() throws CheckException {
        Optional<Number> number = FieldNumber.parse(text.strip());
        if (number.isEmpty() || !Double.isFinite(number.get().doubleValue())) {
            throw new CheckException("is " + CheckException.quoted(text) + ", expected a number");
        }
        return number.get().doubleValue();
    }

    /**
     * The whole number.
     *
     * @throws CheckException if it is none, or has more than 63 bits
     */
    long whole() throws CheckException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw new CheckException(
                    "." + oid + " is " + CheckException.quoted(text) + ", expected a whole number", noNumber);
        }
    }

    /** The whole number; devices with large disks let their 31 bits run over. */
    long unsigned() throws CheckException {
        long number = whole();
        return number < 0 ? number + BELOW_ZERO : number;
    }
}
