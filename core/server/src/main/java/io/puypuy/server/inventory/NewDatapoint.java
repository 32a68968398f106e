package io.puypuy.server.inventory;

import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.ReceivedDatapoint;
import java.util.List;
import java.util.Map;

/**
 * A datapoint as a document has it, for {@link Inventory#addAll}.
 *
 * @param agentId not empty, at most {@link Inventory#MAX_TEXT} characters, as target, program and checksum
 * @param checksum as posted
 * @param key without the program
 * @param intervalMillis the agent's
 * @param metadata key and value in the form in which pattoo keeps them, without the program; what is too much is left out
 */
public record NewDatapoint(
        String agentId,
        String target,
        String program,
        String checksum,
        DataType type,
        String key,
        long intervalMillis,
        List<Map.Entry<String, String>> metadata) {

    public NewDatapoint {
        check("agent id", agentId);
        check("target", target);
        check("program", program);
        check("checksum", checksum);
        metadata = List.copyOf(metadata);
    }

    private static void check(String what, String text) {
        if (text.isEmpty() || !ReceivedDatapoint.fits(text)) {
            throw new IllegalArgumentException(what + " of " + text.length() + " characters");
        }
    }
}
