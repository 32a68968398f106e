package io.puypuy.engine.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;

/** The classes of one plugin: its own first, but for those that it shares with the program. */
final class IsolatedClassLoader extends PluginClassLoader {
    private final ClassLoader api;

    /** Loads from the jars of the plugin; it may have no dependencies on other plugins, so that no manager is needed. */
    IsolatedClassLoader(PluginDescriptor descriptor, ClassLoader api, Path jar, List<Path> libraries)
            throws IOException {
        super(null, descriptor, api, ClassLoadingStrategy.PAD);
        this.api = api;
        addURL(jar.toUri().toURL());
        for (Path library : libraries) {
            addURL(library.toUri().toURL());
        }
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        return ApiClassLoader.isShared(className) ? api.loadClass(className) : super.loadClass(className);
    }
}
