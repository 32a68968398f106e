package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
    private final List<String> events = new ArrayList<>();
    private final RecordingPart first = new RecordingPart("first");
    private final RecordingPart second = new RecordingPart("second");
    private final Path home;
    private final Configuration configuration;

    ConfigurationTest(@TempDir Path folder) throws IOException {
        home = folder;
        Files.createDirectory(home.resolve("conf"));
        configuration = new Configuration(new Home(home), Map.of(), List.of(first, second), List::of);
    }

    /** Says what is done with it; its section is its name, its only key a number. */
    private final class RecordingPart implements Part {
        private final String name;
        private boolean cannotBeHad;

        RecordingPart(String name) {
            this.name = name;
        }

        @Override
        public Change prepare(Conf conf, SelfConfig self) throws IOException {
            long number = conf.section(name).integer("number", 0, 0, 9);
            if (cannotBeHad) {
                throw new IOException("port taken");
            }
            return new Change() {
                @Override
                public void apply() {
                    events.add(name + " applies " + number);
                }

                @Override
                public void discard() {
                    events.add(name + " discards " + number);
                }
            };
        }
    }

    private void write(String... lines) throws IOException {
        Files.writeString(home.resolve("conf/config.ini"), String.join("\n", lines));
    }

    @Test
    void appliesAllPartsTheLastFirst() throws Exception {
        write("[SelfConfig]", "check_period_seconds = 7", "[first]", "number = 1", "[second]", "number = 2");
        configuration.load();

        assertThat(events).containsExactly("second applies 2", "first applies 1");
        assertThat(configuration.self().period()).hasSeconds(7);
    }

    @Test
    void oneFaultAnywhereKeepsAllPartsAsTheyWere() throws Exception {
        write("[SelfConfig]", "check_period_seconds = 7", "[first]", "number = 1");
        configuration.load();
        events.clear();
        write("[SelfConfig]", "check_period_seconds = x", "[first]", "number = 3", "[second]", "number = 77");
        configuration.reloadIfNeeded();

        assertThat(events).containsExactly("first discards 3", "second discards 0");
        assertThat(configuration.self().period()).hasSeconds(7);
        assertThat(configuration.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("conf/config.ini:2: [SelfConfig] check_period_seconds = \"x\""))
                .anyMatch(problem -> problem.startsWith("conf/config.ini:6: [second] number = \"77\""));
    }

    @Test
    void whatCannotBeHadKeepsTheOldAndSaysWhy() throws Exception {
        write("[first]", "number = 1");
        configuration.load();
        events.clear();
        second.cannotBeHad = true;
        configuration.askReload();
        configuration.reloadIfNeeded();

        assertThat(events).containsExactly("first discards 1");
        assertThat(configuration.problems()).containsExactly("port taken");
    }

    @Test
    void mendedFileIsTakenOverAndTheProblemsGo() throws Exception {
        write("[first]", "number = 1");
        configuration.load();
        write("[first]", "number = eleven");
        configuration.reloadIfNeeded();
        assertThat(configuration.problems()).hasSize(1);
        events.clear();
        write("[first]", "number = 4", "");
        configuration.reloadIfNeeded();

        assertThat(events).contains("first applies 4");
        assertThat(configuration.problems()).isEmpty();
    }

    @Test
    void readsNothingAgainWithoutAReason() throws Exception {
        write("[first]", "number = 1");
        configuration.load();
        configuration.reloadIfNeeded();
        events.clear();
        configuration.reloadIfNeeded();

        assertThat(events).isEmpty();
    }

    @Test
    void firstLoadThrowsAllFaults() throws IOException {
        write("[SelfConfig]", "check_period_seconds = x", "[first]", "number = y");

        assertThatThrownBy(configuration::load)
                .isInstanceOf(ConfException.class)
                .message()
                .hasLineCount(2);
    }
}
