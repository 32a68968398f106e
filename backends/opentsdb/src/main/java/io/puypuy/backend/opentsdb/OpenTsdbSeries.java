package io.puypuy.backend.opentsdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.UnsendablePointException;

/**
 * What is the same for all points of a series, and which seconds have one. Times are seconds unless the settings say
 * otherwise. Two values of different size at one second make the whole series unreadable on the server ("Duplicate
 * timestamp"), so a value of a second that may have one, because it is not later than all before it, gets its milliseconds,
 * which the server keeps apart.
 */
final class OpenTsdbSeries {
    /** Smaller numbers are seconds to the server. */
    private static final long FIRST_MILLIS = 1L << 32;
    /** The server has 32 bits for seconds. */
    private static final long END_SECONDS = 1L << 32;

    private static final byte[] VALUE = ",\"value\":".getBytes(US_ASCII);

    private final byte[] beginning;
    private final int tags;
    private long lastMillis;
    private long lastTime;
    private long highestSecond;

    OpenTsdbSeries(Series series) {
        Tags legal = legal(series.allTags());
        tags = legal.size();
        beginning = new EncodeBuffer()
                .text("{\"metric\":")
                .jsonString(OpenTsdbNames.legal(series.name()))
                .text(",\"tags\":")
                .jsonObject(legal)
                .text(",\"timestamp\":")
                .toByteArray();
    }

    private static Tags legal(Tags tags) {
        Tags[] legal = {Tags.none()};
        tags.forEach((name, value) -> legal[0] = legal[0].and(OpenTsdbNames.legal(name), OpenTsdbNames.legal(value)));
        return legal[0];
    }

    /** Appends the point. */
    void encode(DataPoint point, EncodeBuffer out, int mostTags, boolean milliseconds) throws UnsendablePointException {
        if (tags > mostTags) {
            throw new UnsendablePointException("the point has " + tags + " tags, the server takes " + mostTags
                    + "; raise tsd.storage.max_tags there, then max_tags here");
        }
        long time = time(point.timestampMillis(), milliseconds);
        out.put(beginning).decimal(time).put(VALUE);
        if (point.isInteger()) {
            out.decimal(point.integer());
        } else {
            out.decimal(point.floating());
        }
        out.put('}');
    }

    private long time(long millis, boolean milliseconds) throws UnsendablePointException {
        long seconds = millis / 1000;
        if (millis < FIRST_MILLIS || seconds >= END_SECONDS) {
            throw new UnsendablePointException("the server takes times from February 1970 to 2106, not " + millis);
        }
        // The core may ask once more for the point that it asked for last.
        if (millis != lastMillis) {
            lastTime = milliseconds ? millis : apart(millis, seconds);
            lastMillis = millis;
        }
        return lastTime;
    }

    private long apart(long millis, long seconds) {
        if (seconds > highestSecond) {
            highestSecond = seconds;
            return seconds;
        }
        // To the server a second and its millisecond 0 are the same time.
        return millis % 1000 == 0 ? millis + 1 : millis;
    }
}
