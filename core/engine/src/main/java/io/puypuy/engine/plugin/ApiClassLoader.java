package io.puypuy.engine.plugin;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What plugins see of this program: the JDK, the plugin API, pf4j's annotations and the logging facade. The engine and
 * its libraries stay hidden, so that a plugin cannot depend on them and may bring other versions of its own.
 */
final class ApiClassLoader extends ClassLoader {
    private static final String[] SHARED = {"io.puypuy.api.", "org.pf4j.", "org.slf4j.", "org.jspecify."};

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader program;

    ApiClassLoader(ClassLoader program) {
        super("puypuy-api", getPlatformClassLoader());
        this.program = program;
    }

    /** Whether a class is the program's, also if a plugin brings one of that name. */
    static boolean isShared(String className) {
        for (String prefix : SHARED) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isShared(name)) {
            return program.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return isShared(name.replace('/', '.')) ? program.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(found));
    }
}
