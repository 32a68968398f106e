package io.puypuy.check.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidNamesTest {
    private final OidNames names = OidNames.shipped();

    @ParameterizedTest
    @CsvSource({
        ".1.3.6.1.2.1.1.3.0, 1.3.6.1.2.1.1.3.0",
        "1.3.6.1.2.1.1.3.0, 1.3.6.1.2.1.1.3.0",
        "iso.3.6.1.2.1.1.3.0, 1.3.6.1.2.1.1.3.0",
        "sysUpTime.0, 1.3.6.1.2.1.1.3.0",
        "SNMPv2-MIB::sysUpTime.0, 1.3.6.1.2.1.1.3.0",
        "UCD-SNMP-MIB::laload.2, 1.3.6.1.4.1.2021.10.1.3.2",
        "IF-MIB::ifHCInOctets.4294967295, 1.3.6.1.2.1.31.1.1.1.6.4294967295"
    })
    void knowsNumbersAndCommonNames(String written, String numbers) {
        assertThat(names.numbers(written)).contains(numbers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "161", "yes", "sysUpTime", "sysFoo.0", ".1.3.", "1..3", "3.6.1", "1.40.1", "1.3.4294967296"})
    void refusesAllElse(String written) {
        assertThat(names.numbers(written)).isEmpty();
    }
}
