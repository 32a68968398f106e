package io.puypuy.pattoo.document;

/**
 * Where a received datapoint comes from. Datapoints that follow each other in a document share one of these.
 *
 * @param agentId of the agent
 * @param target what was polled
 * @param program of the agent
 * @param hostname the agent's own machine
 * @param intervalMillis how often the agent polls; above 0
 */
public record ReceivedSource(String agentId, String target, String program, String hostname, long intervalMillis) {}
