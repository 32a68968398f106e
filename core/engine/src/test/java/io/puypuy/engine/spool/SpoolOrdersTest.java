package io.puypuy.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolOrdersTest {
    private static final Path FOLDER = Path.of("/spool/default-Recording");
    private static final Path REJECTED = FOLDER.resolve("rejected");

    private final MemoryFiles disk = new MemoryFiles(1);
    private final TestBooks books = new TestBooks();
    private final SpoolOrders orders = new SpoolOrders(FOLDER, disk);
    private long now = 1_763_685_111_000L;
    private Spool spool = open(SpoolBounds.of(1000, 1 << 20));

    private Spool open(SpoolBounds bounds) {
        Spool opened = new Spool(FOLDER, bounds, disk, () -> Instant.ofEpochMilli(now));
        opened.open(books);
        return opened;
    }

    private SpoolOrder give(SpoolOrder.Kind kind, long upToMillis) throws IOException {
        SpoolOrder order = new SpoolOrder(kind, upToMillis, 4711);
        orders.give(order);
        return order;
    }

    private void reject(String point, RejectedPoint.Form form) {
        spool.reject(List.of(new RejectedPoint(now, form, "no", point.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<String> texts(Spool spool) throws IOException {
        List<String> texts = new ArrayList<>();
        for (SpooledBatch batch : spool.waiting()) {
            EncodedPoints points = spool.read(batch);
            if (points != null) {
                texts.addAll(EncodedText.texts(points));
            }
        }
        return texts;
    }

    private String rejected() {
        StringBuilder text = new StringBuilder();
        for (Path file : disk.paths()) {
            if (file.startsWith(REJECTED)) {
                text.append(new String(disk.content(file), StandardCharsets.US_ASCII));
            }
        }
        return text.toString();
    }

    @Test
    void rejectedPointsGoBehindWhatWaitsAndSurviveACrash() throws IOException {
        spool.put(EncodedText.of("waits"));
        reject("a", RejectedPoint.Form.ENCODED);
        reject("b\n\u00e4", RejectedPoint.Form.ENCODED);
        SpoolOrder order = give(SpoolOrder.Kind.RETRY, now);
        assertThat(spool.obeyOrders()).isTrue();
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(2, 0));
        assertThat(orders.takeAnswer(order)).isEmpty();
        assertThat(rejected()).isEmpty();
        assertThat(books.found).isEqualTo(2);
        disk.crash();
        assertThat(texts(open(SpoolBounds.of(1000, 1 << 20)))).containsExactly("waits", "a", "b\n\u00e4");
    }

    @Test
    void pointsThatWereNeverEncodedStay() throws IOException {
        reject("in words", RejectedPoint.Form.WORDS);
        reject("good", RejectedPoint.Form.ENCODED);
        reject("beginn", RejectedPoint.Form.CUT);
        now++;
        SpoolOrder order = give(SpoolOrder.Kind.RETRY, now);
        spool.obeyOrders();
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(1, 2));
        assertThat(rejected())
                .hasLineCount(2)
                .contains("\twords\tno\tin words\n")
                .contains("\tcut\tno\tbeginn\n");
        now++;
        SpoolOrder again = give(SpoolOrder.Kind.RETRY, now);
        spool.obeyOrders();
        assertThat(orders.takeAnswer(again)).contains(new SpoolOrder.Answer(0, 2));
        assertThat(rejected()).hasLineCount(2);
    }

    @Test
    void pointsThatAreRejectedMeanwhileAreNotMeant() throws IOException {
        reject("old", RejectedPoint.Form.ENCODED);
        long shown = now;
        now++;
        SpoolOrder order = give(SpoolOrder.Kind.RETRY, shown);
        spool.obeyOrders();
        reject("new", RejectedPoint.Form.ENCODED);
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(1, 0));
        SpoolOrder drop = give(SpoolOrder.Kind.DROP_REJECTED, shown);
        spool.obeyOrders();
        assertThat(orders.takeAnswer(drop)).contains(new SpoolOrder.Answer(0, 0));
        assertThat(rejected()).hasLineCount(1).contains("new");
    }

    @Test
    void retryPushesNothingOutOfAFullSpool() throws IOException {
        spool = open(SpoolBounds.of(2, 1 << 20));
        spool.put(EncodedText.of("a"));
        spool.put(EncodedText.of("b"));
        reject("c", RejectedPoint.Form.ENCODED);
        SpoolOrder order = give(SpoolOrder.Kind.RETRY, now);
        spool.obeyOrders();
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(0, 1));
        assertThat(texts(spool)).containsExactly("a", "b");
        assertThat(rejected()).hasLineCount(1);
    }

    @Test
    void manyPointsBecomeBatchesThatCanBeRead() throws IOException {
        spool = open(new SpoolBounds(1000, 100 << 20, 8 << 20, 100 << 20));
        for (int i = 0; i < 100; i++) {
            reject(i + "x".repeat(60_000), RejectedPoint.Form.ENCODED);
        }
        SpoolOrder order = give(SpoolOrder.Kind.RETRY, now);
        spool.obeyOrders();
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(100, 0));
        assertThat(books.files).isEqualTo(3);
        assertThat(texts(spool)).hasSize(100).allMatch(text -> text.endsWith("xxx"));
    }

    @Test
    void waitingBatchesAreDroppedUpToTheNewestThatWasShown() throws IOException {
        spool.put(EncodedText.of("a", "b"));
        long shown = now;
        now++;
        spool.put(EncodedText.of("c"));
        SpoolOrder order = give(SpoolOrder.Kind.DROP_WAITING, shown);
        assertThat(spool.obeyOrders()).isFalse();
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(2, 0));
        assertThat(books.dropped).isEqualTo(2);
        assertThat(texts(spool)).containsExactly("c");
    }

    @Test
    void rejectedPointsAreForgottenOnOrder() throws IOException {
        reject("a", RejectedPoint.Form.WORDS);
        reject("b", RejectedPoint.Form.ENCODED);
        SpoolOrder order = give(SpoolOrder.Kind.DROP_REJECTED, now);
        spool.obeyOrders();
        assertThat(orders.takeAnswer(order)).contains(new SpoolOrder.Answer(2, 0));
        assertThat(rejected()).isEmpty();
        assertThat(books.dropped).isZero();
    }

    @Test
    void orderIsCarriedOutInTheNextLifeAndOnce() throws IOException {
        spool.put(EncodedText.of("a"));
        give(SpoolOrder.Kind.DROP_WAITING, now);
        spool = open(SpoolBounds.of(1000, 1 << 20));
        spool.obeyOrders();
        assertThat(texts(spool)).isEmpty();
        spool.put(EncodedText.of("b"));
        spool.obeyOrders();
        assertThat(texts(spool)).containsExactly("b");
    }

    @Test
    void pointsWhoseFileCannotBeDeletedAreSentOnce() throws IOException {
        reject("a", RejectedPoint.Form.ENCODED);
        give(SpoolOrder.Kind.RETRY, now);
        disk.faultRate(MemoryFiles.Operation.DELETE, 1);
        spool.obeyOrders();
        disk.faultRate(0);
        for (int i = 0; i < 3; i++) {
            spool.obeyOrders();
        }
        assertThat(texts(spool)).containsExactly("a");
    }

    @Test
    void orderThatCannotBeAnsweredIsCarriedOutOnceInALife() throws IOException {
        give(SpoolOrder.Kind.RETRY, now);
        disk.faultRate(MemoryFiles.Operation.RENAME, 1);
        assertThat(spool.obeyOrders()).isTrue();
        assertThat(spool.obeyOrders()).isFalse();
    }

    @Test
    void answerThatNobodyTookGoesAtTheNextStart() throws IOException {
        give(SpoolOrder.Kind.DROP_WAITING, now);
        spool.obeyOrders();
        assertThat(disk.paths()).singleElement().asString().endsWith("/orders/drop_waiting-" + now + "-4711-0-0.done");
        open(SpoolBounds.of(1000, 1 << 20)).obeyOrders();
        assertThat(disk.paths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry-5-1.order.tmp",
                "retry-5.order",
                "retry-5-1-0.order",
                "retry-05-1.order",
                "burn-5-1.order",
                "retry-x-1.order",
                "-5-1.order",
                ".order",
                "notes.txt"
            })
    void foreignFileIsNoOrder(String file) {
        assertThat(SpoolOrder.parse(file)).isNull();
        assertThat(SpoolOrder.parse("retry-5-1.order")).isEqualTo(new SpoolOrder(SpoolOrder.Kind.RETRY, 5, 1));
    }
}
