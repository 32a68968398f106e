package io.puypuy.server.http;

import static io.puypuy.server.http.PattooDatabase.GRAPHQL;
import static io.puypuy.server.http.PattooDatabase.WEB;
import static io.puypuy.server.http.PattooDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may read pattoo's tables, who may change them, and that nobody is kept from it by others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PattooAccessTest {
    private static final String CHANGE = "mutation { createChart(Input: {name: \"x\"}) { chart { id } } }";

    /** As many as the server has threads. */
    private static final int SLOW = 8;

    private static final int WAIT_MILLIS = 60_000;
    private static final long PAUSE_NANOS = 100_000_000;

    private PattooDatabase database;
    /** Without a key. */
    private WebServer keyless;
    /** With a key. */
    private WebServer locked;
    /** With a key that reading does not need. */
    private WebServer open;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        database = new PattooDatabase(folder);
        keyless = database.serve(Optional.empty(), false);
        locked = database.serve(Optional.of(PattooDatabase.KEY), false);
        open = database.serve(Optional.of(PattooDatabase.KEY), true);
    }

    @AfterAll
    void stop() throws IOException {
        keyless.close();
        locked.close();
        open.close();
        database.close();
    }

    /** Each byte begins the server's wait for the next one anew. */
    @Test
    void clientsThatSendAByteNowAndThenDoNotKeepTheThreads() throws Exception {
        List<Socket> slow = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread sending = new Thread(() -> sendSlowly(slow, over), "slow clients");
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), keyless.port());
                socket.getOutputStream()
                        .write(("POST " + GRAPHQL + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 60000\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            sending.start();

            for (Socket socket : slow) {
                socket.setSoTimeout(WAIT_MILLIS);
                byte[] answer = socket.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            }
            assertThat(database.get(keyless, WEB + "/status").statusCode()).isEqualTo(200);
        } finally {
            over.set(true);
            sending.join();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void sendSlowly(List<Socket> clients, AtomicBoolean over) {
        while (!over.get()) {
            for (Socket client : clients) {
                try {
                    client.getOutputStream().write(' ');
                } catch (IOException answered) {
                    // It is no longer listened to.
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Test
    void readsWithoutKeyOnlyWhereItIsSaid() throws Exception {
        String languages = query("{ allLanguage { edges { node { code } } } }");
        assertThat(database.get(keyless, languages).statusCode()).isEqualTo(200);
        assertThat(database.get(locked, languages).statusCode()).isEqualTo(401);
        assertThat(database.get(locked, WEB + "/rest/data/1").statusCode()).isEqualTo(401);
        assertThat(database.get(locked, languages, "X-Api-Key", PattooDatabase.KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(database.get(open, languages).statusCode()).isEqualTo(200);
        assertThat(database.get(open, "/api/v1/agents").statusCode()).isEqualTo(401);
    }

    @Test
    void changesNothingWithoutKey() throws Exception {
        int charts = database.inventory.tables().charts().count();
        HttpResponse<String> none = database.post(keyless, GRAPHQL, "application/graphql", CHANGE);
        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(none.body()).contains("apikey in [Server]");
        assertThat(database.post(open, GRAPHQL, "application/graphql", CHANGE).statusCode())
                .isEqualTo(401);
        // What a page of another site can have a browser send.
        HttpResponse<String> form = database.post(
                open,
                GRAPHQL,
                "application/x-www-form-urlencoded",
                "query=" + URLEncoder.encode(CHANGE, StandardCharsets.UTF_8),
                "Origin",
                "http://evil.example.org");
        assertThat(form.statusCode()).isEqualTo(401);
        assertThat(database.inventory.tables().charts().count()).isEqualTo(charts);
    }

    @Test
    void refusesToSetWhatCannotBe() throws Exception {
        HttpResponse<String> response = database.post(
                open,
                GRAPHQL,
                "application/graphql",
                "mutation { createFavorite(Input: {idxUser: \"77\", idxChart: \"1\"}) { favorite { id } } }",
                "X-Api-Key",
                PattooDatabase.KEY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("there is no user 77").contains("\"createFavorite\":null");
    }

    @Test
    void commandsChangeTablesWithKeyOnly() throws Exception {
        String orders = "/api/v1/pattoo/orders";
        String order = "{\"order\":\"assign-group\",\"agent\":\"2\",\"group\":\"4\"}";
        assertThat(database.post(keyless, orders, "application/json", order).statusCode())
                .isEqualTo(403);
        assertThat(database.post(open, orders, "application/json", order).statusCode())
                .isEqualTo(401);
        HttpResponse<String> done =
                database.post(open, orders, "application/json", order, "X-Api-Key", PattooDatabase.KEY);
        assertThat(done.body()).contains("LAVA_SCRIPT for SITE_A").contains("Linux Agents");
        assertThat(done.statusCode()).isEqualTo(200);
        HttpResponse<String> wrong =
                database.post(open, orders, "application/json", "[]", "X-Api-Key", PattooDatabase.KEY);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(database.get(keyless, "/api/v1/pattoo/show?what=agents").body())
                .contains("other.example.org");
        assertThat(database.get(keyless, "/api/v1/pattoo/show?what=users").statusCode())
                .isEqualTo(400);
        assertThat(database.get(keyless, orders).statusCode()).isEqualTo(404);
    }
}
