package io.puypuy.engine.check;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.Sockets;
import io.puypuy.engine.read.Readings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What checks read from; each is made when the first check asks for it, because few need them all. Thread-safe. */
public final class Sources {
    private final Lazy<KernelFiles> files;
    private final Lazy<Http> http;
    private final Lazy<Sockets> sockets;
    private final Lazy<Programs> programs;
    private final JsonParser json;

    /** Parses a JSON text. */
    @FunctionalInterface
    public interface JsonParser {
        Json parse(String text) throws CheckException;
    }

    public Sources(
            Supplier<KernelFiles> files,
            Supplier<Http> http,
            Supplier<Sockets> sockets,
            Supplier<Programs> programs,
            JsonParser json) {
        this.files = new Lazy<>(files);
        this.http = new Lazy<>(http);
        this.sockets = new Lazy<>(sockets);
        this.programs = new Lazy<>(programs);
        this.json = json;
    }

    /** The same sources; what is read from them is noted. */
    public Sources notedIn(Readings readings) {
        return new Sources(
                () -> readings.over(files()),
                () -> readings.over(http()),
                () -> readings.over(sockets()),
                () -> readings.over(programs()),
                json);
    }

    KernelFiles files() {
        return files.get();
    }

    Http http() {
        return http.get();
    }

    Sockets sockets() {
        return sockets.get();
    }

    Programs programs() {
        return programs.get();
    }

    Json json(String text) throws CheckException {
        return json.parse(text);
    }

    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            T known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        }
    }
}
