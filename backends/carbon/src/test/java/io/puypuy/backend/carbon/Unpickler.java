package io.puypuy.backend.carbon;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads what carbon's safe unpickler reads: lists, tuples, texts and numbers of protocol 2. */
final class Unpickler {
    private static final Object MARK = new Object();

    /**
     * One element of a frame.
     *
     * @param value Long, Double or String
     */
    record Element(String path, long seconds, Object value) {}

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();

    private Unpickler(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All frames of a connection, each behind its length. */
    static List<List<Element>> frames(byte[] connection) {
        List<List<Element>> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(connection);
        while (in.hasRemaining()) {
            int length = in.getInt();
            frames.add(frame(in.slice(in.position(), length)));
            in.position(in.position() + length);
        }
        return frames;
    }

    private static List<Element> frame(ByteBuffer frame) {
        List<Element> elements = new ArrayList<>();
        for (Object each : (List<?>) new Unpickler(frame).load()) {
            List<?> outer = (List<?>) each;
            List<?> inner = (List<?>) outer.get(1);
            elements.add(new Element((String) outer.get(0), (Long) inner.get(0), inner.get(1)));
        }
        return elements;
    }

    private Object load() {
        for (int code = in.get() & 0xff; code != '.'; code = in.get() & 0xff) {
            step(code);
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("bytes behind the end");
        }
        return stack.pop();
    }

    private void step(int code) {
        switch (code) {
            case 0x80, 'q' -> in.get();
            case ']' -> stack.push(new ArrayList<>());
            case '(' -> stack.push(MARK);
            case 'e' -> extend();
            case 0x86 -> {
                Object second = stack.pop();
                stack.push(List.of(stack.pop(), second));
            }
            default -> stack.push(scalar(code));
        }
    }

    @SuppressWarnings("unchecked")
    private void extend() {
        List<Object> above = new ArrayList<>();
        for (Object top = stack.pop(); top != MARK; top = stack.pop()) {
            above.add(0, top);
        }
        ((List<Object>) stack.getFirst()).addAll(above);
    }

    private Object scalar(int code) {
        return switch (code) {
            case 'X' -> new String(bytes(in.getInt()), StandardCharsets.UTF_8);
            case 'K' -> in.get() & 0xffL;
            case 'M' -> in.getShort() & 0xffffL;
            case 'J' -> (long) in.getInt();
            case 'G' -> Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
            case 0x8a -> new BigInteger(reversed(bytes(in.get() & 0xff))).longValueExact();
            default -> throw new IllegalArgumentException("unknown code " + code);
        };
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
