package io.puypuy.engine.plugin;

/** A plugin that cannot be used; the message is one sentence for the operator that begins with the plugin's folder. */
public final class UnusablePluginException extends Exception {
    private static final long serialVersionUID = 1;

    UnusablePluginException(String message) {
        super(message);
    }

    UnusablePluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
