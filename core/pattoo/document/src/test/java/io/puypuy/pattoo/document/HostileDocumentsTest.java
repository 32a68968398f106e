package io.puypuy.pattoo.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that nobody honest sends cost one clear refusal, or the datapoint that is bad. */
class HostileDocumentsTest {
    private static final String HEAD = "{\"pattoo_agent_timestamp\": 1578071455335, \"pattoo_agent_id\": \"a\","
            + " \"pattoo_agent_polling_interval\": 20000, \"pattoo_datapoints\": ";
    private static final String AGENT = "\"0\": [\"pattoo_agent_polling_interval\", \"20000\"],"
            + "\"1\": [\"pattoo_agent_hostname\", \"h\"], \"2\": [\"pattoo_agent_id\", \"a\"],"
            + "\"3\": [\"pattoo_agent_polled_target\", \"t\"], \"4\": [\"pattoo_agent_program\", \"p\"],"
            + "\"5\": [\"pattoo_key\", \"k\"], \"6\": [\"pattoo_data_type\", 99], \"7\": [\"pattoo_value\", 1],"
            + "\"8\": [\"pattoo_timestamp\", 1578071455000], \"9\": [\"pattoo_checksum\", \"c\"]";
    private static final String IDS = "0,1,2,3,4,5,6,7,8,9";

    private final DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT);

    /** A document with these pairs behind those of a good datapoint, and these datapoints behind it. */
    private static String document(String pairs, String datapoints) {
        return HEAD + "{\"key_value_pairs\": {" + AGENT + pairs + "}, \"datapoint_pairs\": [[" + IDS + "]" + datapoints
                + "]}}";
    }

    private DocumentException refusal(byte[] document) {
        return catchThrowableOfType(DocumentException.class, () -> reader.read(document));
    }

    private void assertRefused(String document, Kind kind, String words) {
        DocumentException refusal = refusal(document.getBytes(UTF_8));
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal).hasMessageStartingWith("The document").hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsEveryEncodingWithOrWithoutAMark(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        String document = document(",\"10\": [\"größe\", \"𝄞\"]", "");
        assertThat(reader.read(document.getBytes(charset)).datapoints()).hasSize(1);
        // Java writes the mark of this one by itself.
        String marked = encoding.equals("UTF-16") ? document : "\ufeff" + document;
        assertThat(reader.read(marked.getBytes(charset)).datapoints()).hasSize(1);
        assertThat(refusal(marked.substring(0, 20).getBytes(charset)).kind()).isEqualTo(Kind.NOT_JSON);
    }

    @Test
    void everyCutDocumentIsNoJson() {
        byte[] whole = document(",\"10\": [\"größe\", \"\\u00c4\"]", "").getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)).kind()).isEqualTo(Kind.NOT_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "17", "true", "NaN", " [{\"a\": [1]}] "})
    void whatIsNoObjectIsToldApart(String document) {
        assertRefused(document, Kind.NOT_OBJECT, "no object");
    }

    @Test
    void otherMembersAreToldApart() {
        assertRefused("{}", Kind.OTHER_MEMBERS, "must have pattoo_agent_timestamp");
        assertRefused("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", Kind.OTHER_MEMBERS, "nothing else");
        assertRefused(HEAD + "{}, \"more\": 1}", Kind.OTHER_MEMBERS, "nothing else");
        // What is wrong inside is not looked at then.
        assertRefused(HEAD + "5, \"more\": 1}", Kind.OTHER_MEMBERS, "nothing else");
        assertRefused(HEAD + "5, \"more\": }", Kind.NOT_JSON, "value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "[]",
                "null",
                "{}",
                "{\"key_value_pairs\": {}}",
                "{\"datapoint_pairs\": []}",
                "{\"key_value_pairs\": [], \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {}, \"datapoint_pairs\": {}}",
                "{\"key_value_pairs\": {}, \"datapoint_pairs\": [1]}",
                "{\"key_value_pairs\": {}, \"datapoint_pairs\": [[0]]}",
                "{\"key_value_pairs\": {\"0\": [1]}, \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {\"0\": [1,2,3]}, \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {\"0\": \"ab\"}, \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {\"0\": [\"a\",\"b\"]}, \"datapoint_pairs\": [[\"0\"]]}",
                "{\"key_value_pairs\": {\"0\": [\"a\",\"b\"]}, \"datapoint_pairs\": [[0.0]]}",
                "{\"key_value_pairs\": {\"0\": [\"a\",\"b\"]}, \"datapoint_pairs\": [[-1]]}",
                "{\"key_value_pairs\": {\"0\": [\"a\",\"b\"]}, \"datapoint_pairs\": [[4294967296]]}",
                "{\"key_value_pairs\": {\"0\": [\"a\",\"b\"]}, \"datapoint_pairs\": [[0, null]]}",
                "{\"key_value_pairs\": {\"00\": [\"a\",\"b\"]}, \"datapoint_pairs\": [[0]]}",
                "{\"key_value_pairs\": {}, \"datapoint_pairs\": [], \"more\": 1}",
                "{\"key_value_pairs\": {}, \"key_value_pairs\": {}, \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {}, \"datapoint_pairs\": [], \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {\"0\": [\"a\",1], \"0\": [\"a\",2]}, \"datapoint_pairs\": []}",
                "{\"key_value_pairs\": {\"5\": [\"a\",1], \"5\": [\"a\",2]}, \"datapoint_pairs\": []}"
            })
    void whatIsBrokenInsideIsToldApart(String datapoints) {
        assertRefused(HEAD + datapoints + "}", Kind.BROKEN, "The document ");
    }

    @Test
    void anIdWithoutAPairCostsTheDocument() {
        assertRefused(document("", ",[" + IDS + ",10]"), Kind.BROKEN, "no pair with the id 10");
        assertRefused(document(",\"77\": [\"a\", \"b\"]", ",[76]"), Kind.BROKEN, "no pair with the id 76");
        assertRefused(document("", ",[999999999]"), Kind.BROKEN, "no pair with the id 999999999");
    }

    @Test
    void namesThatAreThereTwiceCostTheDocument() {
        assertRefused(
                document("", "")
                        .replace("{\"pattoo_agent_id", "{\"pattoo_agent_id\": \"b\", \"pattoo_agent_id")
                        .replace("1578071455335,", "1578071455335, \"pattoo_agent_id\": \"b\","),
                Kind.BROKEN,
                "pattoo_agent_id twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "null", "[1]", "NaN", "1e400", "99999999999999999999"})
    void theTimestampMustBeOne(String timestamp) {
        assertRefused(
                document("", "").replace("_timestamp\": 1578071455335", "_timestamp\": " + timestamp),
                Kind.BROKEN,
                "must be numbers of milliseconds");
    }

    @Test
    void idsNeedNotBeInOrder() throws Exception {
        String sparse = document("", "").replace("\"3\":", "\"123456789\":").replace("2,3,4", "2,123456789,4");
        assertThat(reader.read(sparse.getBytes(UTF_8)).datapoints())
                .singleElement()
                .satisfies(point -> assertThat(point.target()).isEqualTo("t"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "no checksum; 0,1,2,3,4,5,6,7,8",
                "no value; 0,1,2,3,4,5,6,8,9",
                "nothing at all; ''",
                "unknown type; 0,1,2,3,4,5,10,7,8,9",
                "type is text; 0,1,2,3,4,5,11,7,8,9",
                "value is NaN; 0,1,2,3,4,5,6,12,8,9",
                "value is null; 0,1,2,3,4,5,6,13,8,9",
                "value is a list; 0,1,2,3,4,5,6,14,8,9",
                "value is a word; 0,1,2,3,4,5,6,15,8,9",
                "value is too large for a double; 0,1,2,3,4,5,6,16,8,9",
                "timestamp is text; 0,1,2,3,4,5,6,7,17,9",
                "interval is nothing; 18,1,2,3,4,5,6,7,8,9",
                "target is a number; 0,1,2,19,4,5,6,7,8,9",
                "target is empty; 0,1,2,20,4,5,6,7,8,9",
                "target is half a character; 0,1,2,21,4,5,6,7,8,9",
                "key is a text of 513 characters; 0,1,2,3,4,22,6,7,8,9"
            })
    void aBadDatapointCostsOnlyItself(String situation, String ids) throws Exception {
        String pairs = ",\"10\": [\"pattoo_data_type\", 100], \"11\": [\"pattoo_data_type\", \"99\"],"
                + "\"12\": [\"pattoo_value\", NaN], \"13\": [\"pattoo_value\", null], \"14\": [\"pattoo_value\", [1, {}]],"
                + "\"15\": [\"pattoo_value\", \"many\"], \"16\": [\"pattoo_value\", 1e999],"
                + "\"17\": [\"pattoo_timestamp\", \"1578071455000\"], \"18\": [\"pattoo_agent_polling_interval\", \"0\"],"
                + "\"19\": [\"pattoo_agent_polled_target\", 5], \"20\": [\"pattoo_agent_polled_target\", \"\"],"
                + "\"21\": [\"pattoo_agent_polled_target\", \"\\ud800\"], \"22\": [\"pattoo_key\", \"" + "k".repeat(513)
                + "\"]";
        ReceivedDocument read = reader.read(document(pairs, ",[" + ids + "]").getBytes(UTF_8));
        assertThat(read.datapoints()).hasSize(1);
        assertThat(read.dropped()).isEqualTo(1);
    }

    @Test
    void aDatapointOfMoreThanAThousandPairsIsDropped() throws Exception {
        String thousand = "5,".repeat(990);
        ReceivedDocument read = reader.read(document("", ",[" + thousand + IDS + "],[5," + thousand + IDS + "]")
                .getBytes(UTF_8));
        assertThat(read.datapoints()).hasSize(2);
        assertThat(read.dropped()).isEqualTo(1);
    }

    @Test
    void deepNestingIsRefusedWithoutDescending() {
        int levels = 5_000_000;
        for (String open : new String[] {"[", "{\"a\":"}) {
            assertRefused(open.repeat(levels / open.length()), Kind.TOO_LARGE, "levels");
            assertRefused(HEAD + open.repeat(100) + "1", Kind.TOO_LARGE, "levels");
        }
    }

    @Test
    void longNumbersAndTextsAreRefused() {
        assertRefused(document(",\"10\": [\"a\", " + "9".repeat(10_000) + "]", ""), Kind.TOO_LARGE, "a number of more");
        assertRefused(
                document(",\"10\": [\"a\", 0." + "9".repeat(10_000) + "]", ""), Kind.TOO_LARGE, "a number of more");
        assertRefused(
                document(",\"10\": [\"a\", \"" + "x".repeat(70_000) + "\"]", ""), Kind.TOO_LARGE, "a text of more");
        assertRefused(
                document(",\"10\": [\"a\", \"" + "ö".repeat(70_000) + "\"]", ""), Kind.TOO_LARGE, "a text of more");
        assertRefused(document(",\"10\": [\"" + "x".repeat(70_000) + "\", 1]", ""), Kind.TOO_LARGE, "a text of more");
    }

    @Test
    void aMillionPairsAreRefused() {
        StringBuilder pairs = new StringBuilder(14 << 20);
        for (int i = 10; i < 1_000_000; i++) {
            pairs.append(",\"").append(i).append("\":[0,0]");
        }
        assertRefused(document(pairs.toString(), ""), Kind.TOO_LARGE, "200000 pairs");
        assertRefused(document("", ",[]".repeat(1_000_000)), Kind.TOO_LARGE, "50000 datapoints");
        assertRefused(document("", ",[" + "0,".repeat(1_000_000) + "0]"), Kind.TOO_LARGE, "1000000 ids");
    }

    @Test
    void readsNoMoreOfAHundredMegabytesThanADocumentMayHave() throws IOException {
        Generated endless = new Generated((HEAD + "\"").getBytes(US_ASCII), 100L << 20);
        assertThatThrownBy(() -> reader.read(endless))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE))
                .hasMessageContaining("16777216 bytes");
        assertThat(endless.given).isLessThanOrEqualTo((16L << 20) + 1);
    }

    @Test
    void aFaultOfTheStreamIsNotTheDocuments() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> reader.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    /** A text that goes on and on. */
    private static final class Generated extends InputStream {
        private final byte[] begin;
        private final long size;
        private long given;

        Generated(byte[] begin, long size) {
            this.begin = begin;
            this.size = size;
        }

        @Override
        public int read() {
            if (given == size) {
                return -1;
            }
            int next = given < begin.length ? begin[(int) given] : 'x';
            given++;
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int count = (int) Math.min(length, size - given);
            for (int i = 0; i < count; i++) {
                bytes[from + i] = (byte) read();
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
