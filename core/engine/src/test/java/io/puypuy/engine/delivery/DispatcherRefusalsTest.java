package io.puypuy.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Delivery;
import io.puypuy.engine.status.BackendStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points that the receiver refuses, and those that it is never asked to take. */
class DispatcherRefusalsTest {
    private final TestDispatcher dispatcher = new TestDispatcher();

    @Test
    void refusedPointsAreKeptWithTheReceiversWords() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.Refused(List.of(
                new Delivery.Refusal(1, "field type conflict"),
                new Delivery.Refusal(1, "twice"),
                new Delivery.Refusal(7, "there is no such point"))));
        dispatcher.accept("a", "bad", "c");
        dispatcher.run();
        assertThat(dispatcher.look()).isEqualTo(new BackendStatus.Books(3, 2, 1, 0, 0, 0, 0));
        assertThat(dispatcher.stored()).containsExactly("a", "c");
        assertThat(dispatcher.rejectedText())
                .endsWith("\tencoded\tfield type conflict\tbad\n")
                .hasLineCount(1);
    }

    @Test
    void refusalOfNoPointIsARefusalOfTheWhole() throws InterruptedException {
        dispatcher.judge(points -> points.contains("bad") ? new Delivery.Refused(List.of()) : new Delivery.Stored());
        dispatcher.accept("a", "bad", "c");
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a", "c");
        assertThat(dispatcher.look().rejected()).isEqualTo(1);
    }

    @Test
    void halvesUntilTheBadPointsStandAlone() throws InterruptedException {
        String[] names = new String[500];
        for (int i = 0; i < names.length; i++) {
            names[i] = (i == 0 || i == 77 || i == 78 || i == 499 ? "bad" : "good") + i;
        }
        dispatcher.limits(200, 100_000);
        dispatcher.judge(points -> points.stream().anyMatch(point -> point.startsWith("bad"))
                ? new Delivery.RefusedWhole("unparsable")
                : new Delivery.Stored());
        dispatcher.accept(names);
        dispatcher.run();
        assertThat(dispatcher.look()).isEqualTo(new BackendStatus.Books(500, 496, 4, 0, 0, 0, 0));
        assertThat(dispatcher.stored()).hasSize(496).doesNotHaveDuplicates();
        assertThat(dispatcher.requests()).hasSizeLessThan(70);
        assertThat(dispatcher.rejectedText()).hasLineCount(4).contains("unparsable\tbad77\n");
    }

    @Test
    void refusedPointsAreNotSentAgainAfterAFailureAndACrash() throws InterruptedException {
        dispatcher.limits(2, 100);
        dispatcher.judge(points -> {
            if (points.contains("bad")) {
                return new Delivery.Refused(List.of(new Delivery.Refusal(0, "no")));
            }
            return new Delivery.RetryLater("busy");
        });
        dispatcher.accept("bad", "b", "c");
        dispatcher.run();
        dispatcher.disk.crash();
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.restart();
        assertThat(dispatcher.look().collected()).isEqualTo(1);
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("b", "c");
    }

    @Test
    void pointsThatCannotBeEncodedCostOnlyThemselves() throws InterruptedException {
        dispatcher.limits(10, 8);
        dispatcher.accept("a", "unsendable", "broken", "too_large_for_a_request", "b");
        assertThat(dispatcher.look().rejected()).isEqualTo(3);
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a", "b");
        assertThat(dispatcher.rejectedText())
                .hasLineCount(3)
                .contains("\twords\tcannot be sent\tunsendable{} 1 @1970-01-01T00:00:01Z\n")
                .contains("the receiver takes at most 8");
    }

    @Test
    void batchOfNothingButUnsendablePointsMakesNoFile() throws InterruptedException {
        dispatcher.accept("unsendable1", "unsendable2");
        dispatcher.run();
        assertThat(dispatcher.look().waitingBatches()).isZero();
        assertThat(dispatcher.requests()).isEmpty();
    }

    @Test
    void pointLargerThanASmallerLimitOfThisLifeIsRejected() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("a", "a_long_name", "b");
        dispatcher.run();
        dispatcher.limits(10, 5);
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a", "b");
        assertThat(dispatcher.look()).isEqualTo(new BackendStatus.Books(3, 2, 1, 0, 0, 0, 0));
    }
}
