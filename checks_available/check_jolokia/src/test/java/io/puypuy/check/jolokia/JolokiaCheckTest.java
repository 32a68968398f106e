package io.puypuy.check.jolokia;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JolokiaCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new JolokiaCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Jolokia]\njolokia: http://127.0.0.1:" + port + "/jolokia/read\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "jolokia-1.7.2-jdk17";
    }

    /** A run on the recorded reply with something else in it. */
    private CheckResult run(String part, String other) throws Exception {
        String reply = Files.readString(Path.of("src/test/resources/testcases", healthyCase(), "1/http/jolokia"));
        assertThat(reply).contains(part);
        return run(PeerBehaviour.status(200, reply.replace(part, other)));
    }

    @Test
    void aLoadThatTheJvmHasNotMeasuredIsNone() throws Exception {
        assertThat(run("\"ProcessCpuLoad\":0.2", "\"ProcessCpuLoad\":-1.0").points("jolokia_processcpuload"))
                .isEmpty();
    }

    @Test
    void readsTheLoadOfTheMachineUnderItsNewName() throws Exception {
        CheckResult result = run("\"SystemCpuLoad\":1.0,", "");
        assertThat(result.points("jolokia_systemcpuload"))
                .extracting(DataPoint::floating)
                .containsExactly(1.0);
    }

    @Test
    void namesThePoolsOfCompiledCodeWithoutQuotes() throws Exception {
        CheckResult result = run("\"Name\":\"CodeCache\"", "\"Name\":\"CodeHeap 'non-nmethods'\"");
        assertThat(result.points("jolokia_pool_used"))
                .extracting(point -> point.series().tags().value("pool"))
                .contains(Optional.of("codeheap_non-nmethods"));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new JolokiaCheck(), "[Jolokia]\njolokia: here\ntimeout: 3\nauth: perhaps\npassword: x\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Jolokia] jolokia = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Jolokia] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Jolokia] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault).contains("warning: [Jolokia] password: unknown key"));
    }
}
