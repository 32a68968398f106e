package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads MBeans of a JVM with a Jolokia agent; several of them in one POST. Source: "Jolokia Protocol" of its reference
 * manual; the forms of 1.x and 2.x are the same. Immutable.
 *
 * <p>Jolokia answers with HTTP status 200 even if there is no such MBean; the status that counts is in the body.
 */
public final class Jolokia {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String READ = "/read";

    private final HttpRequest agent;

    /**
     * One question.
     *
     * @param mbean name or pattern, such as {@code java.lang:type=GarbageCollector,name=*}; the answer to a pattern has
     *     the MBeans' names as fields
     * @param attributes which attributes; empty for all
     */
    public record Read(String mbean, List<String> attributes) {
        public Read {
            attributes = List.copyOf(attributes);
        }

        public Read(String mbean, String... attributes) {
            this(mbean, List.of(attributes));
        }
    }

    private Jolokia(HttpRequest agent) {
        this.agent = agent;
    }

    /**
     * The agent that a section speaks of, with the keys of {@link HttpRequest#from}.
     *
     * @param key whose value is the agent's address, such as {@code http://127.0.0.1:8778/jolokia}; {@code /read} at
     *     its end, as in PuyPuy's files, is passed over
     */
    public static Jolokia from(Settings settings, String key, URI defaultAddress) {
        String address = settings.uri(key, defaultAddress).toString();
        while (address.endsWith("/")) {
            address = address.substring(0, address.length() - 1);
        }
        if (address.endsWith(READ)) {
            address = address.substring(0, address.length() - READ.length());
        }
        // The agent in a JVM does not know its path without the slash.
        return new Jolokia(HttpRequest.from(settings, URI.create(address + "/")));
    }

    /**
     * The attributes of one MBean.
     *
     * @throws CheckException if there is no such MBean, or the agent answers with a fault
     */
    public Json read(CheckRun run, String mbean) throws CheckException, IOException {
        Optional<Json> value = readAll(run, List.of(new Read(mbean))).get(0);
        if (value.isEmpty()) {
            throw new CheckException(agent + " has no MBean " + CheckException.quoted(mbean));
        }
        return value.get();
    }

    /**
     * The answers to all questions, in their order; empty where there is no such MBean or attribute, it is null, or the agent
     * leaves it out.
     *
     * @throws CheckException if the agent answers to one of them with another fault, or to none at all
     */
    public List<Optional<Json>> readAll(CheckRun run, List<Read> questions) throws CheckException, IOException {
        HttpRequest request = agent.post(body(questions), "application/json");
        Json reply = run.json(run.http().send(request).ok());
        List<Optional<Json>> answers = JolokiaAnswers.byQuestion(questions, reply.elements());
        if (answers.stream().allMatch(Optional::isEmpty)) {
            throw new CheckException(request + " answered none of " + questions.size() + " questions");
        }
        List<Optional<Json>> values = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            Optional<Json> answer = answers.get(i);
            values.add(answer.isPresent() ? value(request, questions.get(i), answer.get()) : Optional.empty());
        }
        return values;
    }

    private static Optional<Json> value(HttpRequest request, Read question, Json answer) throws CheckException {
        long status = answer.number("status").map(Number::longValue).orElse(0L);
        if (status == OK) {
            return answer.find("value");
        }
        if (status == NOT_FOUND) {
            return Optional.empty();
        }
        throw new CheckException(request + " answered " + status + " to " + question.mbean() + ": "
                + CheckException.quoted(answer.text("error").orElse("")));
    }

    private static String body(List<Read> questions) {
        StringBuilder body = new StringBuilder("[");
        for (Read question : questions) {
            body.append(body.length() > 1 ? "," : "").append("{\"type\":\"read\",\"mbean\":");
            quote(question.mbean(), body);
            if (!question.attributes().isEmpty()) {
                body.append(",\"attribute\":[");
                for (int i = 0; i < question.attributes().size(); i++) {
                    body.append(i > 0 ? "," : "");
                    quote(question.attributes().get(i), body);
                }
                body.append(']');
            }
            // Stack traces of missing MBeans would be most of the reply.
            body.append(",\"config\":{\"includeStackTrace\":\"false\"}}");
        }
        return body.append(']').toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
