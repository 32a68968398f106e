package io.puypuy.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IniEditTest {
    private static IniEdit tsdb(String text) {
        return IniEdit.of(text, "TSDB", "");
    }

    @Test
    void onlyTheValueOfAKeyChanges() {
        IniEdit edit = tsdb("# first\r\n[Other]\r\naddress = a\r\n[tsdb]\r\n  Address:   b  \r\nx=1\r\n;end");
        edit.set("address", "http://c:1/?d=e");
        edit.set("x", "2");

        assertThat(edit.text())
                .isEqualTo(
                        "# first\r\n[Other]\r\naddress = a\r\n[tsdb]\r\n  Address:   http://c:1/?d=e\r\nx=2\r\n;end");
        assertThat(edit.get("ADDRESS")).contains("http://c:1/?d=e");
    }

    @Test
    void textThatIsNotTouchedStaysAsItIs() throws IOException {
        String shipped = Files.readString(Path.of("../../conf/config.ini"));
        assertThat(tsdb(shipped).text()).isEqualTo(shipped);
        assertThat(tsdb("").text()).isEmpty();
        assertThat(tsdb("\uFEFF[TSDB]\nx = 1").get("x")).contains("1");
    }

    @Test
    void newKeyComesBehindTheLastOneOfItsSection() {
        IniEdit edit = tsdb("""
                [TSDB]
                # a comment
                tsdtype = X

                # about the next section
                [Server]
                port = 1
                """);
        edit.set("address", "a");
        edit.set("database", "d");

        assertThat(edit.text()).isEqualTo("""
                [TSDB]
                # a comment
                tsdtype = X
                address = a
                database = d

                # about the next section
                [Server]
                port = 1
                """);
    }

    @Test
    void missingSectionIsAddedWithItsFirstKey() {
        IniEdit edit = IniEdit.of("[Other]\nx = 1", "TSDB", "second");
        assertThat(edit.exists()).isFalse();
        edit.set("tsdtype", "X");
        edit.set("location", "");

        assertThat(edit.text()).isEqualTo("[Other]\nx = 1\n\n[TSDB:second]\ntsdtype = X\nlocation =\n");
        edit.set("location", "here");
        assertThat(edit.get("location")).contains("here");
    }

    @Test
    void chosenParagraphTakesThePlaceOfTheOld() {
        String before = """
                [TSDB]
                # The store.
                tsdtype = Embedded

                # Keys of all:
                #user =

                # --- InfluxDB ---
                #tsdtype = InfluxDB
                #address = http://127.0.0.1:8086
                #database = puypuy
                # Names.
                #integers = yes

                # --- KairosDB ---
                #tsdtype = KairosDB
                #address = http://127.0.0.1:8080
                """;
        IniEdit edit = tsdb(before);
        edit.choose("tsdtype", "InfluxDB");
        edit.set("address", "http://db:8086");
        edit.set("user", "me");
        edit.set("database", "metrics");

        String after = """
                [TSDB]
                # The store.
                #tsdtype = Embedded

                # Keys of all:
                #user =

                # --- InfluxDB ---
                tsdtype = InfluxDB
                address = http://db:8086
                user = me
                database = metrics
                # Names.
                #integers = yes

                # --- KairosDB ---
                #tsdtype = KairosDB
                #address = http://127.0.0.1:8080
                """;
        assertThat(edit.text()).isEqualTo(after);

        IniEdit back = tsdb(after);
        back.choose("tsdtype", "Embedded");
        assertThat(back.text())
                .isEqualTo(before.replace("http://127.0.0.1:8086\n", "http://db:8086\n#user = me\n")
                        .replace("= puypuy", "= metrics"));
    }

    @Test
    void filesOfPuyPuyHaveTheTypeLastAndOtherSigns() {
        IniEdit edit = tsdb("""
                [TSDB]
                # --- OddEye --- #
                url: https://api.oddeye.co/oddeye-barlus/put/tsdb
                uuid: 1
                tsdtype: OddEye

                # --- InfluxDB2 --- #
                ;address: http://127.0.0.1:8086
                ;tsdtype: InfluxDB2
                ;token: xxx
                """);
        edit.choose("tsdtype", "InfluxDB2");
        edit.set("address", "http://db:8086");
        edit.set("bucket", "b");
        edit.set("token", "t");

        assertThat(edit.text()).isEqualTo("""
                [TSDB]
                # --- OddEye --- #
                #url: https://api.oddeye.co/oddeye-barlus/put/tsdb
                #uuid: 1
                #tsdtype: OddEye

                # --- InfluxDB2 --- #
                address: http://db:8086
                bucket = b
                tsdtype: InfluxDB2
                token: t
                """);
    }

    @Test
    void typeThatIsNowhereComesBehindTheOld() {
        IniEdit edit = tsdb("[TSDB]\ntsdtype = A\nx = 1\n\n#tsdtype = C\n#y = 2\n");
        edit.choose("tsdtype", "B");
        edit.set("y", "3");
        assertThat(edit.text()).isEqualTo("[TSDB]\n#tsdtype = A\ntsdtype = B\ny = 3\n#x = 1\n\n#tsdtype = C\n#y = 2\n");
        assertThat(edit.keys()).containsExactly("tsdtype", "y");

        IniEdit empty = tsdb("[TSDB]\n\n[Server]\n");
        empty.choose("tsdtype", "B");
        assertThat(empty.text()).isEqualTo("[TSDB]\ntsdtype = B\n\n[Server]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a = b : c", "#x", ";y", "back\\slash", "\"quoted\"", "[x]", "${FILE:/a b}", "ü€"})
    void valueIsReadBackAsItIs(String value) {
        assertThat(IniEdit.holds(value)).isTrue();
        IniEdit edit = tsdb("[TSDB]\npass = old\n");
        edit.set("pass", value);
        edit.set("other", value);
        assertThat(edit.get("pass")).contains(value);
        Conf conf = Conf.of("c.ini", edit.text());
        if (!value.startsWith("$")) {
            assertThat(conf.faults()).isEmpty();
            assertThat(conf.peek("TSDB", "", "pass")).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\nb", "a\u0000", "\t"})
    void valueThatALineCannotHoldIsRefused(String value) {
        assertThat(IniEdit.holds(value)).isFalse();
        assertThatThrownBy(() -> tsdb("").set("pass", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyThatIsSwitchedOffIsAComment() {
        IniEdit edit = tsdb("[TSDB]\nuser = a\nauth: no\n");
        edit.switchOff("USER");
        edit.switchOff("pass");
        assertThat(edit.text()).isEqualTo("[TSDB]\n#user = a\nauth: no\n");
        assertThat(edit.get("user")).isEmpty();
    }
}
