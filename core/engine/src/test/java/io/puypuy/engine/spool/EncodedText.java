package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Encoded points from and to texts. */
public final class EncodedText {
    private EncodedText() {}

    public static EncodedPoints of(String... points) {
        return of(List.of(points));
    }

    public static EncodedPoints of(List<String> points) {
        byte[] bytes = String.join("", points).getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[points.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += points.get(i).getBytes(StandardCharsets.UTF_8).length;
            ends[i] = end;
        }
        return EncodedPoints.of(bytes, ends);
    }

    public static List<String> texts(EncodedPoints points) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < points.count(); i++) {
            texts.add(new String(points.point(i), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
