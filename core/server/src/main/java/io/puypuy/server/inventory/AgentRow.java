package io.puypuy.server.inventory;

/**
 * An agent's target; (agent id, target) is unique.
 *
 * @param agentId what the agent calls itself, usually 64 hexadecimal digits
 * @param target what it polls
 * @param program the agent's program when the row was made; it stays
 * @param group number of its translation group
 */
public record AgentRow(int idx, String agentId, String target, String program, int group, Marks marks) implements Row {}
