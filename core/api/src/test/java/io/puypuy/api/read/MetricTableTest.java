package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricTableTest {
    private static final Metric TOTAL = Metric.integer("mem_total", "bytes");
    private static final Metric LOAD = Metric.floating("load", "");
    private static final MetricTable TABLE = MetricTable.builder()
            .required("Total", TOTAL, 1024)
            .optional("Load", LOAD, 0.01)
            .build();

    private final List<String> reported = new ArrayList<>();
    private final CheckRun run = (CheckRun) Proxy.newProxyInstance(
            CheckRun.class.getClassLoader(), new Class<?>[] {CheckRun.class}, (proxy, method, arguments) -> {
                reported.add(((Metric) arguments[0]).name() + " " + arguments[1] + " " + arguments[2]);
                return null;
            });

    @Test
    void reportsEveryFieldThatIsThere() throws Exception {
        TABLE.report(fields("Total: 16 kB\nLoad: 25\n"), Tags.of("core", "0"), run);

        assertThat(reported).containsExactly("mem_total 16384 {core=0}", "load 0.25 {core=0}");
        assertThat(TABLE.metrics()).containsExactly(TOTAL, LOAD);
    }

    @Test
    void anOptionalFieldMayBeMissing() throws Exception {
        TABLE.report(fields("Total: 1"), Tags.none(), run);

        assertThat(reported).containsExactly("mem_total 1024 {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Load: 1 | the reply has no \"Total\"",
                "Total: 0.3 | \"Total\" is 0.3, expected a whole number",
                "Total: 9223372036854775807 | \"Total\" is 9223372036854775807, too large for bytes",
                "Total: x | \"Total\" is \"x\", expected a number"
            })
    void aReplyOfAnotherFormGivesNoPointAtAll(String reply, String message) {
        assertThatThrownBy(() -> TABLE.report(fields("Load: 1\n" + reply), Tags.none(), run))
                .isInstanceOf(CheckException.class)
                .hasMessage(message);
        assertThat(reported).isEmpty();
    }

    private static Fields fields(String text) throws CheckException {
        return KeyValueText.parse(text, ':');
    }
}
