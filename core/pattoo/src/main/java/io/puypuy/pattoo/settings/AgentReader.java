package io.puypuy.pattoo.settings;

import io.puypuy.engine.spool.SpoolBounds;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what all agents need; the readers of their own sections build on it. Used by one thread. */
final class AgentReader {
    static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

    private static final long MAX_INTERVAL = 366L * 24 * 3600;
    private static final int DEFAULT_FILES = 50_000;
    private static final int MAX_FILES = 1_000_000;
    private static final long DEFAULT_BYTES = 512L << 20;
    private static final long MIN_BYTES = 1 << 20;

    private final ConfigFolder files;
    private final YamlSection common;
    private final YamlSection own;
    private final String program;
    private final Path home;
    private final Path folder;

    /**
     * A reader.
     *
     * @param own the agent's section
     * @param home where relative paths of folders begin
     * @param folder where relative paths of certificates begin
     */
    AgentReader(ConfigFolder files, YamlSection own, String program, Path home, Path folder) {
        this.files = files;
        this.common = files.section(List.of(files.isOld() ? ConfigFolder.OLD_COMMON : ConfigFolder.COMMON));
        this.own = own;
        this.program = program;
        this.home = home;
        this.folder = folder;
    }

    ConfigFolder files() {
        return files;
    }

    /** The agent's own section. */
    YamlSection own() {
        return own;
    }

    AgentSettings agent() {
        Path log = folder(common, "log_directory", Optional.empty());
        String cacheKey = common.oneOf("cache_directory", "agent_cache_directory");
        boolean hasCache = common.has(cacheKey) || !files.isOld();
        Path daemon = daemonFolder();
        Path cache = folder(common, cacheKey, hasCache ? Optional.empty() : Optional.of(daemon.resolve("cache")));
        Path system = folder(common, "system_daemon_directory", daemon);
        // Texts are not translated here.
        common.has("language");
        common.has("agent_subprocesses");
        return new AgentSettings(program, log, cache, daemon, system, logLevel(), interval(), receiver(), spool());
    }

    AgentFolders folders() {
        Path log = folder(common, "log_directory", Optional.empty());
        return new AgentFolders(log, folder(common, "system_daemon_directory", daemonFolder()));
    }

    /** Until November 2019 there was no daemon_directory; document 002 has no cache_directory. */
    private Path daemonFolder() {
        String cacheKey = common.oneOf("cache_directory", "agent_cache_directory");
        boolean instead = files.isOld() && !common.has("daemon_directory") && common.has(cacheKey);
        return folder(
                common,
                "daemon_directory",
                instead ? Optional.of(folder(common, cacheKey, Optional.empty())) : Optional.empty());
    }

    private ReceiverSettings receiver() {
        return new ReceiverReader(this).read();
    }

    private SpoolBounds spool() {
        return SpoolBounds.of(
                (int) common.integer("max_cache", DEFAULT_FILES, 1, MAX_FILES),
                common.integer("max_cache_bytes", DEFAULT_BYTES, MIN_BYTES, Long.MAX_VALUE));
    }

    private LogLevel logLevel() {
        String text = common.text("log_level", "debug").toUpperCase(Locale.ROOT);
        for (LogLevel level : LogLevel.values()) {
            if (level.name().equals(text)) {
                return level;
            }
        }
        common.warn(
                "log_level",
                "not a level, so everything is logged; write one of debug, info, warning, error, critical");
        return LogLevel.DEBUG;
    }

    private Duration interval() {
        Optional<Duration> interval = own.interval("polling_interval", MAX_INTERVAL);
        if (interval.isEmpty() && files.has("polling")) {
            interval = files.section(List.of("polling")).interval("polling_interval", MAX_INTERVAL);
        }
        if (interval.isEmpty() && files.isOld()) {
            interval = common.interval(common.oneOf("polling_interval", "interval"), MAX_INTERVAL);
        }
        return interval.orElse(DEFAULT_INTERVAL);
    }

    private Path folder(YamlSection section, String key, Path defaultFolder) {
        return folder(section, key, Optional.of(defaultFolder));
    }

    /** A folder, which need not be there; without a default it must be named. */
    private Path folder(YamlSection section, String key, Optional<Path> defaultFolder) {
        String text = defaultFolder.isPresent() ? section.text(key, "") : section.requiredText(key);
        if (text.isEmpty()) {
            return defaultFolder.orElse(home);
        }
        try {
            Path path = home.resolve(withoutTilde(text)).normalize();
            if (Files.exists(path) && !Files.isDirectory(path)) {
                section.fault(key, "not a folder", "name one, which is made where it is missing");
            }
            return path;
        } catch (InvalidPathException impossible) {
            section.fault(key, "not a path", "write a folder");
            return home;
        }
    }

    /** A file that must be readable; a relative path begins at the folder of the settings. */
    Optional<Path> file(YamlSection section, String key) {
        String text = section.text(key, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path path = folder.resolve(withoutTilde(text)).normalize();
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            section.fault(
                    key,
                    "cannot be read as user " + System.getProperty("user.name"),
                    "write the path of a file in PEM form");
        }
        return Optional.of(path);
    }

    /** The path with the user's home in the place of a tilde at its beginning. */
    static String withoutTilde(String path) {
        return path.equals("~") || path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }
}
