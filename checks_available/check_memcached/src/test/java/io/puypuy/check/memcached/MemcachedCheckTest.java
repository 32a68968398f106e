package io.puypuy.check.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedLines;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import org.junit.jupiter.api.Test;

class MemcachedCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new MemcachedCheck();
    }

    @Override
    protected PeerBehaviour server(RecordedTree tree) {
        return new RecordedLines(tree);
    }

    @Override
    protected String ini(int port) {
        return "[Memcached]\nport: " + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "memcached-1.6";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new MemcachedCheck(), "[Memcached]\nport: 70000\nuser: me\ntimeout: 5\nuser_name: x\n"))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("conf/check.ini:2: [Memcached] port = \"70000\""),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Memcached] user = \"me\": set without password"),
                        fault -> assertThat(fault).startsWith("conf/check.ini:4: [Memcached] timeout = \"5\""),
                        fault -> assertThat(fault).contains("[Memcached] user_name: unknown key"));
        assertThat(CheckDriver.faults(new MemcachedCheck(), "[Memcached]\npassword: sesame\n"))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .contains("password", "set without user")
                        .doesNotContain("sesame"));
    }
}
