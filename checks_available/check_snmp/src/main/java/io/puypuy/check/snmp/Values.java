package io.puypuy.check.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.VariableBinding;

/** What the library read, in the check's own words. */
final class Values {
    // Opaque floating numbers, as net-snmp sends them: BER tags 0x9f 0x78 and 0x9f 0x79, a length, IEEE 754.
    private static final byte OPAQUE = (byte) 0x9f;
    private static final byte FLOAT = 0x78;
    private static final byte DOUBLE = 0x79;
    private static final int HEAD = 3;

    private Values() {}

    static boolean isAbsent(VariableBinding binding) {
        return binding.isException() || binding.getVariable() instanceof Null;
    }

    static Variable variable(VariableBinding binding) {
        String oid = binding.getOid().toDottedString();
        if (isAbsent(binding)) {
            return new Variable(oid, Variable.Kind.ABSENT, binding.getVariable().toString());
        }
        org.snmp4j.smi.Variable value = binding.getVariable();
        if (value instanceof Counter32 || value instanceof Counter64) {
            return new Variable(oid, Variable.Kind.COUNTER, Long.toString(value.toLong()));
        }
        if (value instanceof Opaque opaque) {
            return new Variable(oid, Variable.Kind.TEXT, opaque(opaque.getValue()));
        }
        if (value instanceof OctetString text) {
            return new Variable(oid, Variable.Kind.TEXT, text(text.getValue()));
        }
        try {
            return new Variable(oid, Variable.Kind.NUMBER, Long.toString(value.toLong()));
        } catch (UnsupportedOperationException noNumber) {
            return new Variable(oid, Variable.Kind.TEXT, value.toString());
        }
    }

    // Some agents, such as that of Windows, send the NUL at the end of a name too.
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String opaque(byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(bytes);
        if (bytes.length == HEAD + Float.BYTES && bytes[0] == OPAQUE && bytes[1] == FLOAT) {
            return Float.toString(content.getFloat(HEAD));
        }
        if (bytes.length == HEAD + Double.BYTES && bytes[0] == OPAQUE && bytes[1] == DOUBLE) {
            return Double.toString(content.getDouble(HEAD));
        }
        return bytes.length + " opaque bytes";
    }

    /** Why a device of version 3 refuses: RFC 3414, chapter 5. */
    static String report(PDU report) {
        OID reason = report.size() == 0 ? new OID() : report.get(0).getOid();
        if (reason.startsWith(SnmpConstants.usmStatsUnknownUserNames)) {
            return "the user is unknown";
        }
        if (reason.startsWith(SnmpConstants.usmStatsWrongDigests)) {
            return "the authentication's pass phrase or protocol is wrong";
        }
        if (reason.startsWith(SnmpConstants.usmStatsDecryptionErrors)) {
            return "the privacy's pass phrase or protocol is wrong";
        }
        if (reason.startsWith(SnmpConstants.usmStatsUnsupportedSecLevels)) {
            return "the user has another security level";
        }
        return "report ." + reason;
    }
}
