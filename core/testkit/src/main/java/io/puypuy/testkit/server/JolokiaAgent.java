package io.puypuy.testkit.server;

import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;

/** The two lines of Jolokia's agent. */
public enum JolokiaAgent {
    V1("jolokia-jvm-1."),
    V2("jolokia-agent-jvm-2.");

    private final String jar;

    JolokiaAgent(String jar) {
        this.jar = jar;
    }

    /**
     * The option with which a JVM loads the agent, listening on a port of 127.0.0.1.
     *
     * @param options more options of the agent, such as {@code user=a,password=b}; empty for none
     */
    String option(int port, String options) {
        for (String entry : ClassPathFile.of("jolokia").split(":", -1)) {
            if (entry.substring(entry.lastIndexOf('/') + 1).startsWith(jar)) {
                // One thread answers, so that requests start none.
                return "-javaagent:" + entry + "=host=127.0.0.1,port=" + port
                        + ",executor=single,discoveryEnabled=false" + (options.isEmpty() ? "" : "," + options);
            }
        }
        throw Requirement.missing("no " + jar + "… on the class path of core/testkit/jolokia");
    }

    /**
     * Calls an operation of an MBean.
     *
     * @param agent the agent's address
     * @param operation its name and, behind slashes, its arguments
     * @return what it returned
     * @throws IOException with the agent's words, if it did not succeed
     */
    static Json execute(URI agent, String mbean, String operation) throws IOException {
        URI uri = URI.create(agent + "/exec/" + mbean + "/" + operation);
        ServerHttp.Answer answer = ServerHttp.get(uri);
        Json reply = answer.json();
        if (!reply.text("status").orElse("").equals("200")) {
            throw new IOException(uri + ": " + reply.text("error").orElse(answer.body()));
        }
        return reply.find("value").orElse(Json.of(null));
    }
}
