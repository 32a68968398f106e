package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTableTest {
    @Test
    void readsHaproxy() throws Exception {
        CsvTable table = CsvTable.parse(Recorded.reply("haproxy-2.6.12-1.csv"), "pxname", "svname");

        assertThat(table.columns()).contains("pxname", "bin", "h1_spliced_bytes_out");
        CsvTable.Row frontend = table.rows().get(0);
        assertThat(frontend.text("pxname")).contains("web");
        assertThat(frontend.text("svname")).contains("FRONTEND");
        assertThat(frontend.number("bin")).contains(3452L);
        assertThat(frontend.number("qcur")).isEmpty();
        assertThatThrownBy(() -> frontend.number("status")).hasMessage("\"status\" is \"OPEN\", expected a number");
    }

    @Test
    void quotesHoldCommasLineEndsAndQuotes() throws Exception {
        CsvTable table = CsvTable.parse("a,b,c\r\n\"x,y\",\"two\nlines\",\"say \"\"no\"\"\"\r\n1,,\"\"\r\n");

        CsvTable.Row quoted = table.rows().get(0);
        assertThat(quoted.text("a")).contains("x,y");
        assertThat(quoted.text("b")).contains("two\nlines");
        assertThat(quoted.text("c")).contains("say \"no\"");
        CsvTable.Row plain = table.rows().get(1);
        assertThat(plain.number("a")).contains(1L);
        assertThat(plain.text("b")).isEmpty();
        assertThat(plain.text("c")).isEmpty();
        assertThat(table.rows()).hasSize(2);
    }

    @Test
    void shortLinesLackTheirLastCells() throws Exception {
        CsvTable table = CsvTable.parse("a,b\n\n1\n2,3,4\n5,");

        assertThat(table.rows()).hasSize(3);
        assertThat(table.rows().get(0).text("b")).isEmpty();
        assertThat(table.rows().get(1).number("b")).contains(3L);
        assertThat(table.rows().get(2).text("b")).isEmpty();
    }

    @Test
    void saysWhereAQuoteBegan() {
        assertThatThrownBy(() -> CsvTable.parse("a\n\"x\ny\"\n\"z\nz"))
                .isInstanceOf(CheckException.class)
                .hasMessage("line 4 of the table: a quote has no end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "b,c\n1,2\n"})
    void refusesATableWithoutARequiredColumn(String text) {
        assertThatThrownBy(() -> CsvTable.parse(text, "a"))
                .isInstanceOf(CheckException.class)
                .hasMessageStartingWith("expected a table with the column a, got");
    }
}
