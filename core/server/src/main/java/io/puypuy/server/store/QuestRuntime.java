package io.puypuy.server.store;

import io.questdb.log.LogFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * What must be set before the first class of QuestDB is initialized, once in a process: where its native libraries lie,
 * and that it says nothing.
 */
final class QuestRuntime {
    private static final String LIBRARIES_PROPERTY = "questdb.libs.dir";
    private static final List<String> LIBRARIES = List.of("libquestdb.so", "libquestdbr.so");

    private QuestRuntime() {}

    /**
     * Unpacks the native libraries into the folder, unless they are there. Left to itself, QuestDB would unpack 9 MB into
     * the temporary folder at each start, and leave them there when it is killed.
     */
    static synchronized void prepare(Path folder) throws IOException {
        if (System.getProperty(LIBRARIES_PROPERTY) == null) {
            Files.createDirectories(folder);
            for (String library : LIBRARIES) {
                unpack(library, folder);
            }
            System.setProperty(LIBRARIES_PROPERTY, folder.toAbsolutePath().toString());
            silence();
        }
    }

    private static void unpack(String library, Path folder) throws IOException {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String resource = "/io/questdb/bin/linux-" + (architecture.equals("aarch64") ? architecture : "x86-64") + "/";
        Path target = folder.resolve(library);
        try (InputStream in = LogFactory.class.getResourceAsStream(resource + library)) {
            if (in == null) {
                throw new IOException("the program has no " + library + " for " + architecture);
            }
            // available() is the whole length of an entry of a jar; a half-written file has another.
            if (Files.exists(target) && Files.size(target) == in.available()) {
                return;
            }
            Path partial = Files.createTempFile(folder, library, ".part");
            try {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                // A full disk would be filled further at each start.
                Files.deleteIfExists(partial);
            }
        }
    }

    /**
     * QuestDB logs to the console with a thread of its own. There is no setting for nothing: a configured factory without
     * writers is put in its place. What goes wrong comes as exceptions and as the state of the table.
     */
    private static void silence() throws IOException {
        try {
            LogFactory silent = new LogFactory();
            silent.bind();
            Field instance = LogFactory.class.getDeclaredField("INSTANCE");
            instance.setAccessible(true);
            if (instance.get(null) == null) {
                instance.set(null, silent);
            }
        } catch (ReflectiveOperationException e) {
            throw new IOException("the log of the store cannot be switched off", e);
        }
    }
}
