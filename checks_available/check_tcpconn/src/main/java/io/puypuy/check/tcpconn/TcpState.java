package io.puypuy.check.tcpconn;

import java.util.Locale;

/** States of a TCP socket; include/net/tcp_states.h of the kernel. */
enum TcpState {
    ESTABLISHED(1),
    SYN_SENT(2),
    SYN_RECV(3),
    FIN_WAIT1(4),
    FIN_WAIT2(5),
    TIME_WAIT(6),
    CLOSE(7),
    CLOSE_WAIT(8),
    LAST_ACK(9),
    LISTEN(10),
    CLOSING(11),
    NEW_SYN_RECV(12);

    private final int code;

    TcpState(int code) {
        this.code = code;
    }

    /** Its number in the kernel's tables. */
    int code() {
        return code;
    }

    /** The value of the tag {@code flag}. */
    String flag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
