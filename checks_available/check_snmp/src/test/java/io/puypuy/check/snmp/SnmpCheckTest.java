package io.puypuy.check.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import org.junit.jupiter.api.Test;

class SnmpCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new SnmpCheck(settings -> new RecordedAgent(tree.folder().resolve("snmp")));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new SnmpCheck(), """
                        [SNMP]
                        version: 3
                        user_name: demo
                        user_pass: short
                        auth_protocol: SHA3
                        privacy_protocol: ROT13
                        tables: interfaces, printers
                        prot: 161
                        uptime: sysUpTime.0
                        load: laLoad.1
                        oid_load: laLoad.2
                        """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .contains("user_pass", "shorter than 8")
                                .doesNotContain("= \"short\""),
                        fault -> assertThat(fault).contains("auth_protocol = \"SHA3\": not known"),
                        fault -> assertThat(fault).contains("privacy_protocol = \"ROT13\": not known"),
                        fault -> assertThat(fault).contains("tables = ", "not a table"),
                        fault -> assertThat(fault).contains("prot = \"161\": not an oid"),
                        fault -> assertThat(fault).contains("uptime = ", "has a metric snmp_uptime of its own"),
                        fault -> assertThat(fault).contains("oid_load = ", "snmp_load is there twice"));
    }

    @Test
    void readsTheKeysOfFormerFiles() {
        assertThat(CheckDriver.faults(new SnmpCheck(), """
                        [SNMP]
                        auth: True
                        port: 161
                        server: 192.168.1.11
                        authProtocol: SHA
                        privProtocol: DES
                        SecurityName: demo
                        AuthPassphrase: Bb1234567
                        PrivPassphrase: Bb1234567
                        cpu_frequency: .1.3.6.1.4.1.14988.1.1.3.14.0
                        """)).allMatch(fault -> fault.contains("warning"));
    }
}
