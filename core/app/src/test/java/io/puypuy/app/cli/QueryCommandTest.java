package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueryCommandTest {
    private static final String ANSWER = """
            {"metric": "mem_used", "unit": "bytes", "times": [1700000000000, 1700000060000, 1700000120000],
             "series": [
              {"tags": {"host": "a", "cluster": "c", "name": "x,y"}, "values": [1, null, 2.25],
               "last": 2.25, "min": 1, "avg": 1.625, "max": 2.25},
              {"tags": {"host": "b", "cluster": "c"}, "values": [12345678901, null, null],
               "last": 12345678901, "min": 0, "avg": 1, "max": 12345678901}]}
            """;

    private Shell shell;
    private HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private String answer = ANSWER;

    @BeforeEach
    void answer(@TempDir Path home) throws IOException {
        shell = new Shell(home);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Api-Key"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        shell.write("conf/config.ini", "[Server]\nport = " + server.getAddress().getPort() + "\napikey = secret\n");
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void asksForWhatTheOptionsSay() {
        assertThat(shell.run(
                        "query", "mem_used", "--since", "15m", "--step", "1m", "--agg", "max", "--tag", "name=a b"))
                .isZero();
        assertThat(asked)
                .containsExactly("/api/v1/query?metric=mem_used&from=-15m&step=1m&agg=max&tag.name=a+b secret");
    }

    @Test
    void tableLeavesOutWhatIsEmptyAndEndsWithTheSummary() {
        shell.run("query", "mem_used");

        List<String> lines = shell.out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("mem_used in bytes, cluster=c");
        assertThat(lines.get(1)).matches(" +host=a name=x,y +host=b");
        assertThat(lines.get(2)).matches("20.* +1.000 +12345678901");
        assertThat(lines.get(3)).matches("20.* +2.250");
        assertThat(lines.get(4)).matches("last +2.250 +12345678901");
        assertThat(lines.get(6)).matches("avg +1.625 +1");
    }

    @Test
    void onlySeriesHasItsTagsInTheTitle() {
        answer = """
                {"metric": "load", "times": [1], "series": [{"tags": {"host": "a"}, "values": [0.123456789],
                 "last": 0.123456789, "min": 0, "avg": 27.123456, "max": 30}]}
                """;
        shell.run("query", "load");

        List<String> lines = shell.out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("load, host=a");
        assertThat(lines.get(1)).matches(" +value");
        assertThat(lines.get(2)).endsWith(" 0.123");
        assertThat(lines.get(5)).endsWith(" 27.123");
    }

    @Test
    void tagsReachTheTableWithoutControlCharacters() {
        answer = """
                {"metric": "load", "times": [1], "series": [
                 {"tags": {"host": "a\\nb", "c": "\\u009b31m"}, "values": [1], "last": 1, "min": 1, "avg": 1, "max": 1},
                 {"tags": {"host": "b", "c": "\\u009b31m"}, "values": [1], "last": 1, "min": 1, "avg": 1, "max": 1}]}
                """;
        shell.run("query", "load");

        List<String> lines = shell.out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("load, c= 31m");
        assertThat(lines.get(1)).matches(" +host=a b +host=b");
    }

    @Test
    void csvQuotesWhereItMust() {
        shell.run("query", "mem_used", "--format", "csv");

        assertThat(shell.out.toString().lines())
                .containsExactly(
                        "time,metric,tags,value",
                        "2023-11-14T22:13:20Z,mem_used,\"host=a;cluster=c;name=x,y\",1",
                        "2023-11-14T22:15:20Z,mem_used,\"host=a;cluster=c;name=x,y\",2.25",
                        "2023-11-14T22:13:20Z,mem_used,host=b;cluster=c,12345678901");
    }

    @Test
    void jsonIsTheAnswer() {
        shell.run("query", "mem_used", "--format", "json");

        assertThat(shell.out.toString()).contains("\"metric\" : \"mem_used\"");
    }

    @Test
    void serversSentenceIsPrinted() {
        status = 404;
        answer = "{\"error\": \"there is no metric mem_usedd\"}";

        assertThat(shell.run("query", "mem_usedd")).isEqualTo(1);
        assertThat(shell.err.toString()).isEqualToIgnoringNewLines("puypuy: there is no metric mem_usedd");
    }

    @Test
    void anotherProgramOnThePortIsNamed() {
        answer = "<html>";

        assertThat(shell.run("query", "m")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("is not PuyPuy: it answers \"<html>\"");
    }

    @Test
    void nobodyOnThePortIsOneSentence() {
        server.stop(0);

        assertThat(shell.run("query", "m")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("nothing answers at http://127.0.0.1:");
    }

    @Test
    void wrongTimeIsAWrongArgument() {
        assertThat(shell.run("query", "m", "--since", "soon")).isEqualTo(2);
        assertThat(shell.err.toString()).contains("--since").contains("such as 30s, 15m, 1h or 7d");
        assertThat(asked).isEmpty();
    }

    @Test
    void noPointsIsAFailure() {
        answer = "{\"metric\": \"m\", \"times\": [], \"series\": []}";

        assertThat(shell.run("query", "m")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("no points of m in the last 1h");
    }
}
