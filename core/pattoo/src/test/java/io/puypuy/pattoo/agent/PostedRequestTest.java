package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.pattoo.document.DocumentReceiver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PostedRequestTest {
    private static final Delivery STORED = new Delivery.Stored();
    private static final Delivery LATER = new Delivery.RetryLater("busy");
    /** Came to grief over the document. */
    private static final Delivery FAILED = new Delivery.RetryLater("fell over");

    private static final Delivery NO_ANSWER = new Delivery.RetryLater("broken off");

    private final List<String> posted = new ArrayList<>();

    private static EncodedPoints documents(String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] ends = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            bytes.writeBytes(texts[i].getBytes(StandardCharsets.UTF_8));
            ends[i] = bytes.size();
        }
        return EncodedPoints.of(bytes.toByteArray(), ends);
    }

    private Delivery attempt(PostedRequest request, Function<String, Delivery> server) {
        posted.clear();
        request.begin();
        for (int i = request.take(); i >= 0; i = request.take()) {
            String text = new String(request.document(i), StandardCharsets.UTF_8);
            posted.add(text);
            Delivery delivery = server.apply(text);
            DocumentReceiver.Blame blame = delivery == FAILED
                    ? DocumentReceiver.Blame.LIKELY
                    : delivery == NO_ANSWER ? DocumentReceiver.Blame.PERHAPS : DocumentReceiver.Blame.NONE;
            request.outcome(i, new DocumentReceiver.Answer(delivery, blame));
        }
        return request.end();
    }

    @Test
    void allStoredIsStored() {
        assertThat(attempt(new PostedRequest(documents("a", "b"), 4, null), text -> STORED))
                .isEqualTo(STORED);
        assertThat(posted).containsExactly("a", "b");
    }

    @Test
    void refusedOnesAreNamedByTheirPlace() {
        Delivery delivery = attempt(
                new PostedRequest(documents("a", "bad", "c"), 4, null),
                text -> text.equals("bad") ? new Delivery.RefusedWhole("no") : STORED);
        assertThat(delivery).isEqualTo(new Delivery.Refused(List.of(new Delivery.Refusal(1, "no"))));
    }

    @Test
    void afterAFailureOnlyTheRestIsPostedAgain() {
        PostedRequest request = new PostedRequest(documents("a", "b", "c"), 4, null);
        assertThat(attempt(request, text -> text.equals("b") ? LATER : STORED)).isEqualTo(LATER);
        assertThat(request.isOf(documents("a", "b", "c"))).isTrue();
        assertThat(request.isOf(documents("a", "b", "d"))).isFalse();
        assertThat(attempt(request, text -> STORED)).isEqualTo(STORED);
        // One that was stored tells whether the server works at all.
        assertThat(posted).containsExactly("c", "b");
    }

    @Test
    void aServerThatIsAwayIsNotAskedForAll() {
        PostedRequest request = new PostedRequest(documents("a", "b", "c", "d", "e", "f"), 2, null);
        assertThat(attempt(request, text -> LATER)).isEqualTo(LATER);
        assertThat(posted).containsExactly("a", "b");
    }

    @Test
    void theLongestWaitCountsAndThatWeAreNotAllowedMore() {
        PostedRequest request = new PostedRequest(documents("1", "7", "3"), 4, null);
        Delivery delivery = attempt(
                request,
                text -> new Delivery.RetryLater("busy", Optional.of(Duration.ofSeconds(Integer.parseInt(text)))));
        assertThat(delivery).isEqualTo(new Delivery.RetryLater("busy", Optional.of(Duration.ofSeconds(7))));
        Delivery refused = new Delivery.NotAllowed("who are you?");
        assertThat(attempt(request, text -> text.equals("7") ? refused : LATER)).isEqualTo(refused);
    }

    @Test
    void aDocumentThatTheServerAlwaysFailsOnIsRefusedInTheEnd() {
        PostedRequest request = new PostedRequest(documents("a", "poison", "c"), 4, null);
        // In the first attempt it is one of several at a time, which is no proof.
        for (int i = 0; i < PostedRequest.MOST_FAILURES; i++) {
            assertThat(attempt(request, text -> text.equals("poison") ? FAILED : STORED))
                    .isEqualTo(FAILED);
        }
        assertThat(attempt(request, text -> text.equals("poison") ? FAILED : STORED))
                .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.refusals())
                        .singleElement()
                        .satisfies(refusal -> {
                            assertThat(refusal.index()).isEqualTo(1);
                            assertThat(refusal.reason()).contains("while it took others", "fell over");
                        }));
    }

    @Test
    void aServerThatTakesOneOfManyNeverCostsADocument() {
        PostedRequest request = new PostedRequest(documents("a", "b", "c"), 4, null);
        for (int i = 0; i < 3 * PostedRequest.MOST_FAILURES; i++) {
            assertThat(attempt(request, text -> text.equals("a") ? STORED : LATER))
                    .isEqualTo(LATER);
        }
        assertThat(attempt(request, text -> STORED)).isEqualTo(STORED);
    }

    @Test
    void afterAFailureDocumentsArePostedOneByOne() {
        PostedRequest request = new PostedRequest(documents("a", "b", "c"), 4, null);
        assertThat(request.begin()).isEqualTo(3);
        request.outcome(request.take(), DocumentReceiver.Answer.of(STORED));
        request.outcome(request.take(), DocumentReceiver.Answer.of(LATER));
        assertThat(request.end()).isEqualTo(LATER);
        assertThat(request.begin()).isEqualTo(1);
    }

    @Test
    void aServerThatIsAwayForLongIsNoFaultOfTheDocuments() {
        PostedRequest request = new PostedRequest(documents("a", "b", "c"), 4, null);
        attempt(request, text -> text.equals("a") ? STORED : LATER);
        for (int i = 0; i < 100; i++) {
            assertThat(attempt(request, text -> LATER)).isEqualTo(LATER);
        }
        assertThat(attempt(request, text -> STORED)).isEqualTo(STORED);
    }

    @Test
    void aDocumentThatNeverGetsAnAnswerIsRefusedInTheEndThoughItIsAlone() {
        byte[] known = "known".getBytes(StandardCharsets.UTF_8);
        PostedRequest request = new PostedRequest(documents("poison"), 4, known);
        Function<String, Delivery> server = text -> text.equals("poison") ? NO_ANSWER : STORED;
        for (int i = 0; i < PostedRequest.MOST_FAILURES; i++) {
            assertThat(attempt(request, server)).isEqualTo(NO_ANSWER);
        }
        assertThat(attempt(request, server)).isInstanceOf(Delivery.Refused.class);
        assertThat(posted).containsExactly("known", "poison", "known");
        assertThat(request.anyStored()).isEqualTo(known);
    }

    @Test
    void aServerThatGoesAwayBetweenTwoDocumentsNeverCostsOne() {
        PostedRequest request = new PostedRequest(documents("a"), 4, "known".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 3 * PostedRequest.MOST_FAILURES; i++) {
            assertThat(attempt(request, text -> text.equals("known") && posted.size() == 1 ? STORED : NO_ANSWER))
                    .isEqualTo(NO_ANSWER);
        }
        assertThat(attempt(request, text -> STORED)).isEqualTo(STORED);
    }
}
