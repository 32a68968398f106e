package io.puypuy.check.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedLines;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import org.junit.jupiter.api.Test;

class ZookeeperCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new ZookeeperCheck();
    }

    @Override
    protected PeerBehaviour server(RecordedTree tree) {
        return new RecordedLines(tree);
    }

    @Override
    protected String ini(int port) {
        return "[ZooKeeper]\nport: " + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "zookeeper-3.8";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new ZookeeperCheck(), "[ZooKeeper]\nport: -1\ntimeout: 0s\nsummary: x\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("conf/check.ini:2: [ZooKeeper] port = \"-1\""),
                        fault -> assertThat(fault).startsWith("conf/check.ini:3: [ZooKeeper] timeout = \"0s\""),
                        fault -> assertThat(fault).contains("[ZooKeeper] summary: unknown key"));
    }
}
