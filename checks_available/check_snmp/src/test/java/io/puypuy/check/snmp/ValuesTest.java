package io.puypuy.check.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({"Ethernet, Ethernet", "Ethernet%, Ethernet", "Ethernet%%rest, Ethernet", "%, ''", "Grün, Grün"})
    void aTextEndsAtItsNul(String sent, String text) {
        byte[] bytes = sent.replace('%', '\0').getBytes(StandardCharsets.UTF_8);
        assertThat(Values.variable(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.2.1"), new OctetString(bytes))))
                .isEqualTo(new Variable("1.3.6.1.2.1.2.2.1.2.1", Variable.Kind.TEXT, text));
    }
}
