package io.puypuy.server.inventory;

/**
 * An agent's target, for people.
 *
 * @param programName the program, translated
 * @param lastMillis when it had its newest sample, milliseconds since 1970; 0 if it had none
 * @param intervalMillis how often it has samples, as it said with the newest one; 0 if it had none
 */
public record AgentSummary(AgentRow agent, String programName, int datapoints, long lastMillis, long intervalMillis) {}
