package io.puypuy.engine.plugin;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/**
 * Loads plugins of one kind with pf4j's manifest, index and class loader, each by itself. Says in one sentence why one
 * cannot be loaded. Thread-safe.
 *
 * @param <T> Check or Backend
 */
public final class PluginLoader<T extends ExtensionPoint> {
    /** How long a cycle waits for the code of one plugin while it is loaded, made, or configured. */
    public static final Duration LIMIT = Duration.ofSeconds(1);

    /** How long to wait where no cycle does: a busy machine must not look like a broken plugin. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        // A jar that a plugin reads a resource from would stay open, and be read from memory after it was replaced.
        URLConnection.setDefaultUseCaches("jar", false);
    }

    private final Class<T> point;
    private final Duration limit;
    private final ClassLoader api;

    /**
     * A loader of plugins of one kind.
     *
     * @param limit how long to wait for the code of one plugin, such as {@link #LIMIT} or {@link #PATIENCE}
     */
    public PluginLoader(Class<T> point, Duration limit) {
        this.point = point;
        this.limit = limit;
        this.api = new ApiClassLoader(point.getClassLoader());
    }

    /**
     * Loads the plugin in a folder; runs its static initializers, within the limit.
     *
     * @param shown the folder as the operator knows it, such as {@code checks_enabled/check_memory}
     */
    public LoadedPlugin<T> load(Path folder, String shown) throws UnusablePluginException, InterruptedException {
        return load(PluginFiles.in(folder, shown), shown);
    }

    LoadedPlugin<T> load(PluginFiles files, String shown) throws UnusablePluginException, InterruptedException {
        try (Background<LoadedPlugin<T>> loading = start(files, shown)) {
            return result(loading, shown);
        } catch (TimeoutException hangs) {
            throw hangs(shown, "loading", hangs);
        }
    }

    /** Begins to load on a thread that may be waited for, or given up. */
    Background<LoadedPlugin<T>> start(PluginFiles files, String shown) {
        return Background.start("loading " + shown, () -> loadHere(files, shown));
    }

    /**
     * What came of {@link #start}.
     *
     * @throws TimeoutException if it is not there within the limit
     */
    LoadedPlugin<T> result(Background<LoadedPlugin<T>> loading, String shown)
            throws UnusablePluginException, InterruptedException, TimeoutException {
        try {
            return loading.await(limit);
        } catch (ExecutionException failed) {
            throw failed(shown, "loading", failed);
        }
    }

    /** Makes an instance, within the limit. */
    T make(LoadedPlugin<T> plugin) throws UnusablePluginException, InterruptedException {
        return limited(plugin.shown(), "being made", plugin::newInstance);
    }

    /** Makes an instance, asks it, and closes it, within the limit. */
    <R> R ask(LoadedPlugin<T> plugin, Function<T, R> question) throws UnusablePluginException, InterruptedException {
        return limited(plugin.shown(), "answering", () -> {
            T instance = plugin.newInstance();
            try {
                return question.apply(instance);
            } finally {
                if (instance instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        });
    }

    /** Loads a plugin for the time of one question. */
    <R> R ask(Path folder, String shown, Function<T, R> question) throws UnusablePluginException, InterruptedException {
        try (LoadedPlugin<T> plugin = load(folder, shown)) {
            return ask(plugin, question);
        }
    }

    private <R> R limited(String shown, String doing, Callable<R> task)
            throws UnusablePluginException, InterruptedException {
        try {
            return Background.call(doing + " " + shown, limit, task);
        } catch (TimeoutException hangs) {
            throw hangs(shown, doing, hangs);
        } catch (ExecutionException failed) {
            throw failed(shown, doing, failed);
        }
    }

    private UnusablePluginException hangs(String shown, String doing, TimeoutException hangs) {
        return new UnusablePluginException(shown + ": still " + doing + " after " + limit.toMillis() + " ms", hangs);
    }

    private static UnusablePluginException failed(String shown, String doing, ExecutionException failed) {
        if (failed.getCause() instanceof UnusablePluginException unusable) {
            return unusable;
        }
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return new UnusablePluginException(shown + ": failed while " + doing + ": " + Failure.phrase(cause), cause);
    }

    private LoadedPlugin<T> loadHere(PluginFiles files, String shown) throws UnusablePluginException, IOException {
        PluginJar jar = PluginJar.read(files.jar(), shown);
        IsolatedClassLoader loader = new IsolatedClassLoader(jar.descriptor(), api, files.jar(), files.libraries());
        LoadedPlugin<T> loaded = null;
        try {
            loaded = new LoadedPlugin<>(shown, jar, extension(jar, loader, shown), loader);
            return loaded;
        } finally {
            if (loaded == null) {
                loader.close();
            }
        }
    }

    private Class<? extends T> extension(PluginJar jar, ClassLoader loader, String shown)
            throws UnusablePluginException {
        List<String> names = new ArrayList<>();
        Class<? extends T> found = null;
        for (String className : jar.extensions()) {
            Class<?> type = load(className, loader, shown);
            if (point.isAssignableFrom(type)) {
                names.add(className);
                found = type.asSubclass(point);
            }
        }
        if (found == null) {
            throw new UnusablePluginException(shown + ": no extension of " + point.getSimpleName()
                    + " in it: is the class public, annotated with @Extension and built with annotation processing?");
        }
        if (names.size() > 1) {
            throw new UnusablePluginException(shown + ": more than one extension of " + point.getSimpleName() + " ("
                    + String.join(", ", names) + "); give each a folder of its own");
        }
        refuseUnfit(found, shown);
        return found;
    }

    private static Class<?> load(String className, ClassLoader loader, String shown) throws UnusablePluginException {
        Throwable cause;
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException absent) {
            throw new UnusablePluginException(
                    shown + ": its index names " + className + ", which is not in its jar; build it again", absent);
        } catch (NoClassDefFoundError missing) {
            cause = missing;
        } catch (LinkageError | StackOverflowError | OutOfMemoryError | RuntimeException thrown) {
            throw new UnusablePluginException(shown + ": " + className + " " + verb(thrown), thrown);
        }
        throw new UnusablePluginException(
                shown + ": " + className + " needs a class that is missing (" + cause.getMessage()
                        + "); put its library into lib",
                cause);
    }

    private static String verb(Throwable thrown) {
        String phrase = Failure.phrase(thrown);
        return thrown instanceof UnsupportedClassVersionError ? phrase : "cannot be loaded: " + phrase;
    }

    private static void refuseUnfit(Class<?> extension, String shown) throws UnusablePluginException {
        String unfit = unfit(extension);
        if (unfit != null) {
            throw new UnusablePluginException(shown + ": " + extension.getName() + " " + unfit);
        }
    }

    private static @Nullable String unfit(Class<?> extension) {
        if (!Modifier.isPublic(extension.getModifiers())) {
            return "is not public";
        }
        if (Modifier.isAbstract(extension.getModifiers())) {
            return "is abstract";
        }
        for (Constructor<?> constructor : extension.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return null;
            }
        }
        return "has no public constructor without parameters";
    }
}
