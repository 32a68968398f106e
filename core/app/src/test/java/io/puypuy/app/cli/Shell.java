package io.puypuy.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** An installation in a folder, and what its commands print. */
final class Shell {
    final Path home;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    /** What the user types; empty if there is no terminal. */
    Optional<String> typed = Optional.empty();

    /** Where the user is. */
    Path caller;

    WizardCommand.Surroundings surroundings = new WizardCommand.Own();

    Shell(Path home) throws IOException {
        this.home = home;
        this.caller = home;
        Files.createDirectories(home.resolve("conf"));
    }

    /** Runs one command; its texts are in {@link #out} and {@link #err}. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Installation installation = new Installation(home, home.resolve("bin/puypuy"), caller, Map.of());
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_700_000_100_000L), ZoneOffset.UTC);
        Terminal terminal = question -> {
            out.write(question);
            return typed;
        };
        CommandLine line = Main.commandLine(installation, clock, terminal, surroundings);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return line.execute(arguments);
    }

    void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
