package io.puypuy.app.cli;

import io.puypuy.app.daemon.DaemonFiles;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.server.http.WebSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Where PuyPuy lies and how it is started.
 *
 * @param home the folder with {@code bin} and {@code conf}, absolute
 * @param launcher {@code bin/puypuy}, absolute
 */
record Installation(Path home, Path launcher, Map<String, String> environment) {
    static Installation ofThisProcess() {
        return new Installation(property("puypuy.home"), property("puypuy.launcher"), System.getenv());
    }

    private static Path property(String name) {
        return Path.of(Objects.requireNonNull(System.getProperty(name), name + " is not set; use bin/puypuy"));
    }

    DaemonFiles files() {
        return new DaemonFiles(home);
    }

    /** Reads {@code conf/}; faults are in it. */
    Conf conf() throws IOException {
        return Conf.load(home.resolve("conf"), environment);
    }

    SelfConfig selfConfig(Conf conf) {
        return SelfConfig.from(conf.section("SelfConfig"), home);
    }

    /** Where the HTTP server is, if there is one; faults are in {@code conf}. */
    WebSettings web(Conf conf) {
        return WebSettings.from(conf.section(WebSettings.SERVER), conf.section(WebSettings.WEB_SERVER), true);
    }

    /** A file of this installation as the user would write it. */
    String shown(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }
}
