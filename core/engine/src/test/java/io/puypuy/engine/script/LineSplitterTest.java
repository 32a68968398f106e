package io.puypuy.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(new LineSplitter.Lines() {
        @Override
        public void line(int number, String text) {
            lines.add(number + ":" + text);
        }

        @Override
        public void tooLong(int number, String beginning) {
            lines.add(number + ":too long:" + beginning.length());
        }
    });

    private void take(byte... bytes) {
        splitter.take(bytes, bytes.length);
    }

    private void take(String text) {
        take(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lastLineMayLackItsNewline() {
        take("one\ntw");
        take("o\nthree");
        splitter.end();
        assertThat(lines).containsExactly("1:one", "2:two", "3:three");
    }

    @Test
    void cutOffLineIsNotGiven() {
        take("one 1234\ntwo 12");
        assertThat(lines).containsExactly("1:one 1234");
    }

    @Test
    void lettersMayBeCutByTheBuffer() {
        byte[] bytes = "größe\n".getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            take(b);
        }
        assertThat(lines).containsExactly("1:größe");
    }

    @Test
    void malformedBytesAreReplaced() {
        take((byte) 'a', (byte) 0xff, (byte) 'b', (byte) '\n');
        assertThat(lines).containsExactly("1:a\ufffdb");
    }

    @Test
    void tooLongLineIsToldOnceAndTheNextIsRead() {
        take("x".repeat(LineSplitter.MAX_LINE) + "\n" + "y".repeat(1_000_000) + "\nz\n");
        assertThat(lines.get(0)).hasSize(2 + LineSplitter.MAX_LINE);
        assertThat(lines.subList(1, 3)).containsExactly("2:too long:4096", "3:z");
    }

    @Test
    void tailKeepsTheLastBytes() {
        Tail tail = new Tail(4);
        assertThat(tail.text()).isEmpty();
        for (String part : List.of("a", "bc", "defghijkl", "mn")) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            tail.take(bytes, bytes.length);
        }
        assertThat(tail.text()).isEqualTo("klmn");
    }
}
