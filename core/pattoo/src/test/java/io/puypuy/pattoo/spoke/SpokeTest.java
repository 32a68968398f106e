package io.puypuy.pattoo.spoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.pattoo.document.ReceivedDocument;
import io.puypuy.pattoo.os.Trees;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpokeTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String DOCUMENT = "/pattoo-agent-os/300";

    private final Path tree;
    private final List<AutoCloseable> open = new ArrayList<>();

    SpokeTest(@TempDir Path folder) {
        tree = folder;
    }

    @BeforeEach
    void copyTree() throws Exception {
        Trees.copy("board", tree);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private TestSpoke spoke() throws IOException {
        TestSpoke spoke = new TestSpoke(tree, Optional.empty());
        open.add(spoke);
        return spoke;
    }

    private static ReceivedDocument document(HttpResponse<String> reply) throws Exception {
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        return new DocumentReader(DocumentLimits.DEFAULT).read(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersTheDocumentForTheIntervalThatIsAskedFor() throws Exception {
        TestSpoke spoke = spoke();
        ReceivedDocument document = document(spoke.get("/pattoo-agent-os/60", "Accept", "*/*"));
        assertThat(document.intervalMillis()).isEqualTo(60_000);
        assertThat(document.agentId())
                .isEqualTo(Files.readString(tree.resolve("agent_id/pattoo_agent_os_spoked.agent_id")));
        assertThat(document.dropped()).isZero();
        assertThat(document.datapoints())
                .extracting(ReceivedDatapoint::key)
                .contains("process_count", "disk_io_busy_time");
        assertThat(document.datapoints()).allSatisfy(datapoint -> {
            assertThat(datapoint.program()).isEqualTo("pattoo_agent_os_spoked");
            assertThat(datapoint.target()).isEqualTo(datapoint.hostname());
            assertThat(datapoint.agentId()).isEqualTo(document.agentId());
            assertThat(datapoint.intervalMillis()).isEqualTo(60_000);
        });
        assertThat(document(spoke.get("/pattoo-os")).intervalMillis()).isEqualTo(300_000);
        assertThat(spoke.get(DOCUMENT).body())
                .startsWith("{\"pattoo_agent_id\":\"")
                .endsWith("}}\n");
    }

    @Test
    void intervalOfZeroHasNoDatapoints() throws Exception {
        HttpResponse<String> reply = spoke().get("/pattoo-agent-os/0");
        assertThat(document(reply).datapoints()).isEmpty();
        assertThat(reply.body()).contains("\"datapoint_pairs\":[],\"key_value_pairs\":{}");
    }

    @ParameterizedTest
    @CsvSource({"0000300,300000", "9223372036854775,9223372036854775000"})
    void takesAsManyDigitsAsTheDocumentCanSay(String digits, long millis) throws Exception {
        assertThat(document(spoke().get("/pattoo-agent-os/" + digits)).intervalMillis())
                .isEqualTo(millis);
    }

    @Test
    void thereIsNothingElse() throws Exception {
        TestSpoke spoke = spoke();
        for (String path : List.of(
                "/",
                "/pattoo-agent-os",
                "/pattoo-agent-os/",
                "/pattoo-agent-os/abc",
                "/pattoo-agent-os/-5",
                "/pattoo-agent-os/300.5",
                "/pattoo-agent-os/300/",
                "/pattoo-agent-os/300/1",
                "/pattoo-agent-os/%D9%A3",
                "/pattoo-agent-os/9223372036854776",
                "/pattoo-agent-os/99999999999999999999999999999999999999999999999999999999",
                "/pattoo-os/",
                "/Pattoo-OS",
                "/pattoo",
                "/favicon.ico")) {
            for (String method : List.of("GET", "POST", "OPTIONS")) {
                HttpResponse<String> reply = spoke.ask(method, path);
                assertThat(reply.statusCode()).as(path).isEqualTo(404);
                assertThat(reply.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
                assertThat(reply.body()).startsWith("<!doctype html>").contains("<h1>Not Found</h1>");
            }
        }
    }

    @Test
    void onlyReadsAreAllowed() throws Exception {
        TestSpoke spoke = spoke();
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")) {
            HttpResponse<String> reply = spoke.ask(method, DOCUMENT);
            assertThat(reply.statusCode()).as(method).isEqualTo(405);
            assertThat(reply.headers().firstValue("Allow")).contains("OPTIONS, GET, HEAD");
            assertThat(reply.body()).contains("<h1>Method Not Allowed</h1>");
        }
    }

    @Test
    void optionsSaysWhatIsAllowed() throws Exception {
        TestSpoke spoke = spoke();
        for (String path : List.of(DOCUMENT, "/pattoo-os")) {
            HttpResponse<String> reply = spoke.ask("OPTIONS", path);
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.headers().firstValue("Allow")).contains("OPTIONS, GET, HEAD");
            assertThat(reply.body()).isEmpty();
        }
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        TestSpoke spoke = spoke();
        HttpResponse<String> reply = spoke.ask("HEAD", DOCUMENT);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(reply.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(5000);
        assertThat(reply.body()).isEmpty();
        assertThat(spoke.ask("HEAD", "/").statusCode()).isEqualTo(404);
    }

    @Test
    void repliesAreNeverOlderThanASecondAndReadOncePerSecond() throws Exception {
        TestSpoke spoke = spoke();
        Set<Long> timestamps = new HashSet<>();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < Duration.ofSeconds(3).toNanos()) {
            ReceivedDocument document = document(spoke.get(DOCUMENT));
            long oldest = document.datapoints().stream()
                    .mapToLong(ReceivedDatapoint::timestampMillis)
                    .min()
                    .orElseThrow();
            assertThat(System.currentTimeMillis() - oldest).isLessThan(1100);
            timestamps.add(document.timestampMillis());
        }
        assertThat(timestamps).hasSizeBetween(2, 4);
    }

    @Test
    void peopleGetAPageAtTheSameAddress() throws Exception {
        HttpResponse<String> reply = spoke().get(DOCUMENT, "Accept", BROWSER);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(reply.headers().firstValue("Vary")).contains("Accept");
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(reply.body())
                .contains("<h2 id=file-systems>File systems</h2>", "memory_<wbr>total", ">977 MiB", "mmcblk0", "wlan0")
                .doesNotContain("<script", "http-equiv");
    }

    @Test
    void whatTheMachineSaysIsEscapedInThePage() throws Exception {
        Files.writeString(
                tree.resolve("proc/self/mounts"),
                "/dev/<b>&\" /mnt/<script>alert(1)</script> ext4 rw,name='x' 0 0\n/dev/sda1 / ext4 rw 0 0\n");
        Files.writeString(
                tree.resolve("proc/net/dev"),
                Files.readString(tree.resolve("proc/net/dev")).replace("wlan0", "<i>0"));
        Files.writeString(tree.resolve("proc/sys/kernel/version"), "<u>1</u>\n");
        String page = spoke().get(DOCUMENT, "Accept", BROWSER).body();
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; cannot be read", "&lt;i&gt;0", "&lt;u&gt;1&lt;/u&gt;")
                .doesNotContain("<script", "<i>", "<u>");
    }

    @Test
    void keyIsAskedForWhereThereIsOne() throws Exception {
        try (TestSpoke spoke = new TestSpoke(tree, Optional.of("s3cret"))) {
            HttpResponse<String> refused = spoke.get(DOCUMENT);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
            assertThat(spoke.get(DOCUMENT, "X-Api-Key", "other").statusCode()).isEqualTo(401);
            assertThat(document(spoke.get(DOCUMENT, "X-Api-Key", "s3cret")).datapoints())
                    .isNotEmpty();
            assertThat(document(spoke.get(DOCUMENT, "Authorization", "Bearer s3cret"))
                            .datapoints())
                    .isNotEmpty();
        }
    }

    @Test
    void portThatIsTakenIsNamedAndClosingWorksTwice() throws Exception {
        TestSpoke first = spoke();
        Spoke second = new Spoke(
                TestSpoke.settings(tree, first.port(), Optional.empty(), Optional.empty()),
                Trees.files(tree),
                (command, timeout, maxBytes) -> {
                    throw new IOException("no uname here");
                });
        assertThatThrownBy(second::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another program has this port; set ip_bind_port in spoke.yaml");
        second.close();
        second.close();
        assertThat(first.get(DOCUMENT).statusCode()).isEqualTo(200);
    }
}
