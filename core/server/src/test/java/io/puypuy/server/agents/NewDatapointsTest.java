package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.pattoo.document.DocumentException;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.server.inventory.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDatapointsTest {
    private static final IntakeLimits THREE = new IntakeLimits(1 << 20, 1_000, 3, 100_000, 100);

    @Test
    void doesNotCountWhatTheDiskDidNotTake(@TempDir Path folder) throws Exception {
        try (Inventory inventory = Inventory.in(folder, Clock.systemUTC())) {
            NewDatapoints known = new NewDatapoints(inventory, () -> THREE, new Refusals());
            Waiting.fill(inventory);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> known.makeKnown(document(3)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("wait for the disk");
            }

            inventory.flush();
            Submission document = document(4);
            known.makeKnown(document);

            assertThat(document.rows().size()).isEqualTo(3);
            assertThat(inventory.agent("a", Sent.TARGET)).isPositive();
        }
    }

    /** Of datapoints that nobody knows. */
    private static Submission document(int datapoints) throws DocumentException {
        Submission document = new Submission("a", datapoints);
        new DocumentReader(DocumentLimits.DEFAULT)
                .read(Sent.numbers("a", 0, datapoints, 1_700_000_000_000L, 1))
                .datapoints()
                .forEach(document::addUnknown);
        return document;
    }
}
