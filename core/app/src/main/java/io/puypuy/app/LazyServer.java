package io.puypuy.app;

import io.puypuy.api.PointStore;
import io.puypuy.engine.Part;
import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.ServerPart;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.status.IntakeStatus;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's servers from the moment when the settings ask for one. Their libraries are on the class path where the launcher
 * saw that the settings do so; else they are loaded then, from the jars that the system property {@code puypuy.server.libraries}
 * names: Java keeps the directory of each jar on the class path in memory. Used by the thread that configures, but what the
 * servers have may be asked for by any.
 */
final class LazyServer implements Part, AutoCloseable {
    private static final String LIBRARIES = "puypuy.server.libraries";

    private final ServerPart.Source source;
    private volatile @Nullable ServerPart server;

    LazyServer(ServerPart.Source source) {
        this.source = source;
    }

    @Override
    public Change prepare(Conf conf, SelfConfig self) throws IOException {
        ServerNeeds needs = ServerNeeds.of(conf);
        ServerPart made = server;
        if (made == null) {
            if (!needs.any()) {
                return Change.NONE;
            }
            made = maker().make(source);
            server = made;
        }
        return made.prepare(conf, needs);
    }

    private static ServerPart.Maker maker() throws IOException {
        ClassLoader own = LazyServer.class.getClassLoader();
        String libraries = System.getProperty(LIBRARIES, "");
        // Never closed: what it has loaded is used until the process ends.
        ClassLoader loader = libraries.isEmpty() ? own : new URLClassLoader(urls(libraries), own);
        return ServiceLoader.load(ServerPart.Maker.class, loader)
                .findFirst()
                .orElseThrow(() -> new IOException("the libraries of the server are not there"));
    }

    private static URL[] urls(String libraries) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String jar : libraries.split(File.pathSeparator, -1)) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    /** The store, if there is one. */
    Optional<PointStore> store() {
        ServerPart made = server;
        return made == null ? Optional.empty() : made.store();
    }

    /** What agents have sent, if they may. */
    Optional<IntakeStatus> intake() {
        ServerPart made = server;
        return made == null ? Optional.empty() : made.intake();
    }

    @Override
    public void close() {
        ServerPart made = server;
        server = null;
        if (made != null) {
            made.close();
        }
    }
}
