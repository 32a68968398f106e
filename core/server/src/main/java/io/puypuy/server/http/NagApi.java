package io.puypuy.server.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.javalin.http.Context;
import io.puypuy.api.CheckException;
import io.puypuy.api.read.NagiosPlugin;
import io.puypuy.api.read.NagiosPlugin.State;
import io.puypuy.api.read.NagiosPlugins;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.QuotedWords;
import io.puypuy.http.RequestBody;
import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Runs a plugin for a Nagios elsewhere: {@code POST /nag} with {@code {"loadaverage":""}}, for which the key is needed, is answered
 * {@code {"OK":"what the plugin printed"}}, or {@code WARNING}, {@code CRITICAL}, {@code UNKNOWN}. A text that is not empty has the
 * arguments in place of those of the settings, where these allow it. Thread-safe.
 */
final class NagApi {
    static final String PATH = "/nag";

    private static final int MAX_BODY = 16 << 10;
    /** Fewer than the server's threads: the page and others must be answered while plugins hang. */
    private static final int AT_ONCE = 3;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final NagiosPlugins plugins;
    private final Programs programs;
    private final Semaphore free = new Semaphore(AT_ONCE);

    NagApi(NagiosPlugins plugins, Programs programs) {
        this.plugins = plugins;
        this.programs = programs;
    }

    private record Asked(String name, String arguments) {}

    void run(Context request) throws IOException, InterruptedException {
        // All of the body before a place is taken, which nobody can keep by being slow.
        NagiosPlugin plugin = plugin(read(request));
        if (!free.tryAcquire()) {
            request.status(RequestFault.UNAVAILABLE).header("Retry-After", "1");
            answer(State.UNKNOWN, AT_ONCE + " plugins are running already; ask again", request);
            return;
        }
        NagiosPlugin.Result result;
        try {
            result = result(plugin);
        } finally {
            free.release();
        }
        answer(result.state(), result.output(), request);
    }

    private NagiosPlugin.Result result(NagiosPlugin plugin) throws InterruptedException {
        try {
            return plugin.run(programs, plugins.timeout());
        } catch (CheckException | IOException e) {
            return new NagiosPlugin.Result(State.UNKNOWN, String.valueOf(e.getMessage()));
        }
    }

    private static Asked read(Context request) {
        byte[] body = RequestBody.read(request, MAX_BODY, "the body has at most " + MAX_BODY + " bytes");
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean text = json.nextToken() == JsonToken.VALUE_STRING;
                String arguments = text ? json.getText() : "";
                if (text && json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null) {
                    return new Asked(name, arguments);
                }
            }
        } catch (IOException noJson) {
            // Said below.
        }
        throw bad("the body is a JSON object of one name and a text, such as {\"loadaverage\":\"\"}");
    }

    private NagiosPlugin plugin(Asked asked) {
        NagiosPlugin plugin = plugins.find(asked.name)
                .orElseThrow(() -> new RequestFault(
                        RequestFault.NOT_FOUND, "section [Nagios] has no plugin " + CheckException.quoted(asked.name)));
        if (asked.arguments.isBlank()) {
            return plugin;
        }
        if (!plugins.allowArguments() || !plugin.takesArguments()) {
            throw new RequestFault(
                    RequestFault.FORBIDDEN,
                    plugins.allowArguments()
                            ? "arguments are taken only by programs called check_…, which that of " + plugin.name()
                                    + " is not"
                            : "arguments are not taken here; \"allow_arguments\" in [Nagios] says so");
        }
        return plugin.withArguments(words(asked.arguments));
    }

    private static List<String> words(String arguments) {
        if (arguments.indexOf('\0') >= 0) {
            throw bad("arguments have no zero bytes");
        }
        try {
            return QuotedWords.split(arguments);
        } catch (IllegalArgumentException unreadable) {
            throw bad("the arguments cannot be read: " + unreadable.getMessage());
        }
    }

    private static RequestFault bad(String sentence) {
        return new RequestFault(RequestFault.BAD_REQUEST, sentence);
    }

    private static void answer(State state, String text, Context request) throws IOException {
        try (JsonGenerator json =
                FACTORY.createGenerator(request.contentType("application/json").outputStream(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField(state.name(), text);
            json.writeEndObject();
        }
    }
}
