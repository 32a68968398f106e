package io.puypuy.app.cli;

import io.puypuy.api.Settings;
import io.puypuy.app.daemon.DaemonFiles;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.net.URI;
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

    /** Where the page is, as a browser of this machine would open it. */
    URI page(Conf conf) {
        Settings server = conf.section("Server");
        String address = server.text("address", "127.0.0.1");
        if (address.equals("0.0.0.0") || address.equals("::")) {
            address = "127.0.0.1";
        }
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        return URI.create("http://" + host + ":" + server.integer("port", 20202, 0, 65535) + "/");
    }

    /** A file of this installation as the user would write it. */
    String shown(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }
}
