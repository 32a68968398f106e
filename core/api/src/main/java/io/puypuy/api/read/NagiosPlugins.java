package io.puypuy.api.read;

import io.puypuy.api.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A section {@code [Nagios]}, which two read: the check that runs the plugins at every period, and the server that runs one
 * when a Nagios elsewhere asks for it.
 *
 * @param list in the order of the file; no two have names that differ in case only
 * @param timeout most time of one plugin
 * @param allowArguments whether somebody who asks from elsewhere may choose the arguments of a plugin
 */
public record NagiosPlugins(List<NagiosPlugin> list, Duration timeout, boolean allowArguments) {
    public static final String SECTION = "Nagios";
    /** No plugin. */
    public static final NagiosPlugins NONE = new NagiosPlugins(List.of(), Duration.ofSeconds(3), false);

    /** Keys of any check's section. */
    private static final List<String> OF_EVERY_CHECK = List.of("check_period_seconds", "check_timeout_seconds");

    public NagiosPlugins {
        list = List.copyOf(list);
    }

    /** Reads the section: its keys are names of plugins, but for a few. */
    public static NagiosPlugins from(Settings settings) {
        // Whoever reads them, they are no plugins.
        settings.obsolete(OF_EVERY_CHECK.toArray(String[]::new));
        Duration timeout = settings.duration("timeout", NONE.timeout);
        boolean allowArguments = settings.truth("allow_arguments", NONE.allowArguments);
        List<NagiosPlugin> plugins = new ArrayList<>();
        settings.others()
                .forEach((name, command) -> plugin(name, command, settings).ifPresent(plugins::add));
        return new NagiosPlugins(plugins, timeout, allowArguments);
    }

    private static Optional<NagiosPlugin> plugin(String name, String command, Settings settings) {
        // A command may have a password among its arguments, which no message must show.
        settings.secret(name);
        try {
            List<String> words = QuotedWords.split(command);
            if (!words.isEmpty()) {
                return Optional.of(new NagiosPlugin(name, words));
            }
            settings.fault(name, "no command", "write a plugin with its arguments, or delete the line");
        } catch (IllegalArgumentException unreadable) {
            settings.fault(
                    name,
                    String.valueOf(unreadable.getMessage()),
                    "write it twice, or put it between quotes of the other kind");
        }
        return Optional.empty();
    }

    /** The plugin of that name, in any case. */
    public Optional<NagiosPlugin> find(String name) {
        return list.stream()
                .filter(plugin -> plugin.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
