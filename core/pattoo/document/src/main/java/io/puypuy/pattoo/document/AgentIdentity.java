package io.puypuy.pattoo.document;

/**
 * Who posts. Texts are kept without white space around them, as pattoo sends them.
 *
 * @param id 64 hexadecimal digits, see {@link AgentId}
 * @param program name of the program, such as {@code pattoo_agent_os_spoked}
 * @param hostname fully qualified name of the agent's own machine
 */
public record AgentIdentity(String id, String program, String hostname) {
    public AgentIdentity {
        id = PythonText.strip(id);
        program = PythonText.strip(program);
        hostname = PythonText.strip(hostname);
    }

    /** Whether nothing is missing. */
    boolean isComplete() {
        return !id.isEmpty() && !program.isEmpty() && !hostname.isEmpty();
    }
}
