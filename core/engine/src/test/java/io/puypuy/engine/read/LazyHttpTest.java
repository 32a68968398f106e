package io.puypuy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.HttpRequest;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What needs no server; the rest is tested where the peers are, in the module {@code testkit}. */
final class LazyHttpTest {
    /** Remembers which classes it was asked for and loads the engine's own itself. */
    private static final class Watching extends URLClassLoader {
        private final List<String> asked = new ArrayList<>();

        private Watching(URL... places) {
            super(places, LazyHttpTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            if (!name.startsWith("io.puypuy.engine.read.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Test
    void loadsNoClientBeforeTheFirstRequest() throws Exception {
        URL classes = LazyHttp.class.getProtectionDomain().getCodeSource().getLocation();
        try (Watching loader = new Watching(classes)) {
            Class<?> type = Class.forName("io.puypuy.engine.read.LazyHttp", true, loader);
            AutoCloseable http = (AutoCloseable) type.getConstructor().newInstance();
            http.close();

            assertThat(type.getClassLoader()).isSameAs(loader);
            assertThat(loader.asked).noneMatch(name -> name.startsWith("okhttp3.") || name.startsWith("okio."));
        }
    }

    @Test
    void refusesRequestsAfterItsEnd() {
        LazyHttp http = new LazyHttp();
        http.close();
        http.close();

        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://127.0.0.1:1/"))))
                .hasMessage("no requests any more: the daemon ends");
    }
}
