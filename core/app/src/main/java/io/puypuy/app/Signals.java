package io.puypuy.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Tells of signals. There is no public way in Java, and javac warns of {@code sun.misc.Signal} so that nothing can keep
 * it from doing so; it is there in all JDKs, so it is called by name.
 */
public final class Signals {
    private Signals() {}

    /**
     * Runs the action on a thread of its own whenever the signal comes, instead of what Java does then.
     *
     * @param name without SIG, such as {@code HUP}
     */
    public static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler act = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return null;
            };
            Object toAction = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, act);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), toAction);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("this Java has no way to handle signals", absent);
        }
    }
}
