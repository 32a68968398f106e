package io.puypuy.engine;

import java.nio.file.Path;

/** The folders of an installation; the same in a source checkout and in a built distribution. */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path conf() {
        return folder.resolve("conf");
    }

    public Path checksAvailable() {
        return folder.resolve("checks_available");
    }

    public Path checksEnabled() {
        return folder.resolve("checks_enabled");
    }

    public Path scriptsAvailable() {
        return folder.resolve("scripts_available");
    }

    public Path scriptsEnabled() {
        return folder.resolve("scripts_enabled");
    }

    public Path backends() {
        return folder.resolve("backends");
    }
}
