package io.puypuy.engine.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.pf4j.ExtensionPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin whose class is loaded. Closing it waits for those who {@link #use()} it: the class loader is closed when the
 * last one has released it, so that a run in progress still finds its classes. Thread-safe.
 *
 * @param <T> what it extends: Check or Backend
 */
public final class LoadedPlugin<T extends ExtensionPoint> implements PluginCode, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);

    private final String name;
    private final String shown;
    private final String id;
    private final String version;
    private final Class<? extends T> extension;
    private final IsolatedClassLoader loader;
    private int users;
    private boolean closed;

    LoadedPlugin(String shown, PluginJar jar, Class<? extends T> extension, IsolatedClassLoader loader) {
        this.shown = shown;
        this.name = shown.substring(shown.lastIndexOf('/') + 1);
        this.id = jar.descriptor().getPluginId();
        this.version = jar.descriptor().getVersion();
        this.extension = extension;
        this.loader = loader;
    }

    @Override
    public String name() {
        return name;
    }

    /** Its folder as the operator knows it, such as {@code checks_enabled/check_memory}. */
    public String shown() {
        return shown;
    }

    /** Plugin-Id of the manifest. */
    public String id() {
        return id;
    }

    /** Plugin-Version of the manifest. */
    public String version() {
        return version;
    }

    /**
     * Makes an instance; runs code of the plugin, on this thread.
     *
     * @throws UnusablePluginException if the constructor throws anything
     */
    public T newInstance() throws UnusablePluginException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return extension.getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException notMade) {
            throw new UnusablePluginException(
                    shown + ": " + extension.getName() + " has no public constructor without parameters", notMade);
        } catch (InvocationTargetException | LinkageError thrown) {
            throw new UnusablePluginException(
                    shown + ": " + extension.getName() + " cannot be made: " + Failure.phrase(thrown), thrown);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public synchronized void use() {
        users++;
    }

    @Override
    public void release() {
        boolean last;
        synchronized (this) {
            users--;
            last = closed && users == 0;
        }
        if (last) {
            closeClasses();
        }
    }

    /** Gives the classes up as soon as nobody uses them. */
    @Override
    public void close() {
        boolean last;
        synchronized (this) {
            last = !closed && users == 0;
            closed = true;
        }
        if (last) {
            closeClasses();
        }
    }

    private void closeClasses() {
        try {
            loader.close();
        } catch (IOException unclean) {
            LOG.debug("{}: jar not closed cleanly: {}", shown, unclean.toString());
        }
    }
}
