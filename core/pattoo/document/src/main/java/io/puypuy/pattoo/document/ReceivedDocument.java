package io.puypuy.pattoo.document;

import java.util.List;

/**
 * A document that was received. Immutable.
 *
 * @param agentId as the document says on its outside; those of the datapoints may differ
 * @param timestampMillis when the agent polled, since 1970
 * @param intervalMillis how often the agent polls
 * @param datapoints in the order of the document, without those that lack something
 * @param dropped how many datapoints lack something and were left out
 */
public record ReceivedDocument(
        String agentId, long timestampMillis, long intervalMillis, List<ReceivedDatapoint> datapoints, int dropped) {}
