package io.puypuy.engine.plugin;

import io.puypuy.api.CheckException;
import io.puypuy.api.ForeignText;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;

/** What a plugin threw, as a phrase for the operator. */
public final class Failure {
    private static final int MAX_LENGTH = 500;
    private static final String CLASS_FILE_VERSION = "class file version ";
    // Class files of Java 1 have version 45.
    private static final int VERSION_BEFORE_JAVA_1 = 44;

    private Failure() {}

    /**
     * The message as it is where it is written for people (CheckException, IOException); the class name before it, or
     * alone, where it is not. One line, at most 500 characters. Throws nothing, whatever the plugin's own exception
     * classes do.
     */
    public static String phrase(Throwable thrown) {
        try {
            return oneLine(text(essence(thrown)));
        } catch (Throwable hostile) {
            return thrown.getClass().getName();
        }
    }

    private static Throwable essence(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wrapper = thrown instanceof ExceptionInInitializerError || thrown instanceof InvocationTargetException;
        return wrapper && cause != null ? essence(cause) : thrown;
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return neededJava(message);
        }
        // The message of these two is but a name.
        boolean nameOnly = thrown instanceof UnknownHostException
                || (thrown instanceof FileSystemException file && file.getReason() == null);
        boolean forPeople = thrown instanceof CheckException || thrown instanceof IOException;
        return forPeople && !nameOnly ? message : thrown.getClass().getSimpleName() + ": " + message;
    }

    private static String neededJava(String message) {
        int start = message.indexOf(CLASS_FILE_VERSION);
        int end = start < 0 ? -1 : message.indexOf('.', start);
        if (end < 0) {
            return message;
        }
        int version = Integer.parseInt(message.substring(start + CLASS_FILE_VERSION.length(), end));
        return "needs Java " + (version - VERSION_BEFORE_JAVA_1) + ", this is Java "
                + Runtime.version().feature();
    }

    private static String oneLine(String text) {
        String whole = ForeignText.oneLine(text).strip();
        return whole.length() <= MAX_LENGTH ? whole : whole.substring(0, MAX_LENGTH) + "…";
    }
}
