package io.puypuy.check.zookeeper;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;

/** The answers to ZooKeeper's commands of four letters. "ZooKeeper Administrator's Guide", "The Four Letter Words". */
final class ZookeeperReply {
    private static final String VERSION = "zk_version\t";
    private static final String FORBIDDEN = "is not executed because it is not in the whitelist";
    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests";

    private ZookeeperReply() {}

    /**
     * The values of mntr, whose answer has no mark of its end but the line's.
     *
     * @throws CheckException if the command is not allowed, the server does not serve, the last line is cut off, or this is no
     *     ZooKeeper
     */
    static KeyValueText values(String answer) throws CheckException {
        if (answer.contains(FORBIDDEN)) {
            throw new CheckException("ZooKeeper does not allow the command mntr; write"
                    + " 4lw.commands.whitelist=mntr,ruok into its zoo.cfg");
        }
        if (answer.startsWith(NOT_SERVING)) {
            throw new CheckException(NOT_SERVING);
        }
        if (!answer.startsWith(VERSION)) {
            throw CheckException.unexpectedReply("ZooKeeper's answer to mntr", answer);
        }
        if (!answer.endsWith("\n")) {
            throw new CheckException(
                    "the answer to mntr ended after " + answer.length() + " bytes, in the middle of a line");
        }
        return KeyValueText.parse(answer, '\t');
    }

    /**
     * Whether the server says to ruok that it is all right; false if the command is not allowed.
     *
     * @throws CheckException if it says something else
     */
    static boolean isOk(String answer) throws CheckException {
        if (answer.equals("imok")) {
            return true;
        }
        if (answer.contains(FORBIDDEN)) {
            return false;
        }
        throw CheckException.unexpectedReply("ZooKeeper's answer imok to ruok", answer);
    }
}
