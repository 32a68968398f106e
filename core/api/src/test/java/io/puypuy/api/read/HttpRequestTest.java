package io.puypuy.api.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpRequestTest {
    private static final HttpRequest REQUEST = HttpRequest.get(URI.create("http://me:secret@127.0.0.1/status?auto"));

    @Test
    void showsNoSecret() {
        assertThat(REQUEST.basic("user", "secret")).hasToString("GET http://127.0.0.1/status?auto");
    }

    @Test
    void aHeaderReplacesOneOfTheSameNameInAnyCase() {
        HttpRequest request = REQUEST.header("B", "1").header("A", "2").header("b", "3");

        assertThat(request.headers()).containsExactly(Map.entry("A", "2"), Map.entry("b", "3"));
    }

    @Test
    void encodesUserAndPasswordInUtf8() {
        assertThat(REQUEST.basic("jürgen", "a:b").headers()).containsEntry("Authorization", "Basic asO8cmdlbjphOmI=");
    }

    @Test
    void postsTextAndBytes() throws Exception {
        HttpRequest request = REQUEST.post("ä", "text/plain");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        request.body().orElseThrow().writeTo(out);

        assertThat(out.toString(UTF_8)).isEqualTo("ä");
        assertThat(request.body().orElseThrow().byteCount()).isEqualTo(2);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers()).containsEntry("Content-Type", "text/plain");
    }

    @Test
    void aReplyOf200IsItsBody() throws Exception {
        HttpReply reply = new HttpReply("GET http://x/", 200, Map.of("etag", List.of("1", "2")), "body");

        assertThat(reply.ok()).isEqualTo("body");
        assertThat(reply.header("ETag")).contains("1");
        assertThat(reply.header("Age")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | GET http://x/ answered 401 \"no\"; check user and pass",
                "404 | GET http://x/ answered 404 \"no\"; check the address",
                "302 | GET http://x/ answered 302 \"no\""
            })
    void anyOtherStatusIsAFailure(int status, String message) {
        assertThatThrownBy(() -> new HttpReply("GET http://x/", status, Map.of(), "no").ok())
                .isInstanceOf(CheckException.class)
                .hasMessage(message);
    }
}
