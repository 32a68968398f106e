package io.puypuy.app.cli;

import java.util.Objects;
import picocli.CommandLine;

/** The version in the jar's manifest. */
final class PuyPuyVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "of unpacked classes");
        return new String[] {"PuyPuy " + version, "Java " + Runtime.version() + ", " + System.getProperty("java.home")};
    }
}
