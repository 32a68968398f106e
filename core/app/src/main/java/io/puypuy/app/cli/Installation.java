package io.puypuy.app.cli;

import io.puypuy.app.daemon.DaemonFiles;
import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.server.http.WebSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where PuyPuy lies and how it is started.
 *
 * @param home the folder with {@code bin} and {@code conf}, absolute
 * @param launcher {@code bin/puypuy}, absolute
 * @param caller the folder in which the user called it, absolute; the launcher goes on in {@code home}
 */
record Installation(Path home, Path launcher, Path caller, Map<String, String> environment) {
    static Installation ofThisProcess() {
        return new Installation(
                property("puypuy.home"), property("puypuy.launcher"), property("puypuy.caller"), System.getenv());
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

    /**
     * What is read from {@code conf/}, for a command that changes something: a faulty value would be the default, by which data
     * is deleted that should stay, or another folder is worked on.
     *
     * @throws IOException if something of what is read is faulty; the message has a line for each fault
     */
    <T> T usable(Function<Conf, T> reader) throws IOException {
        Conf conf = conf();
        T read = reader.apply(conf);
        if (conf.isFaulty()) {
            ConfException faulty = new ConfException(
                    conf.faults().stream().filter(fault -> !fault.warning()).toList());
            throw new IOException(faulty.getMessage(), faulty);
        }
        return read;
    }

    SelfConfig selfConfig(Conf conf) {
        return SelfConfig.from(conf.section("SelfConfig"), home);
    }

    /** Where the HTTP server is, if there is one; faults are in {@code conf}. */
    WebSettings web(Conf conf) {
        return WebSettings.from(conf.section(ServerNeeds.SERVER), conf.section(ServerNeeds.WEB_SERVER), true);
    }

    /** A file of this installation as the user would write it. */
    String shown(Path path) {
        return path.startsWith(home) ? home.relativize(path).toString() : path.toString();
    }
}
