package io.puypuy.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class OrdersTest {
    @TempDir
    Path folder;

    private Inventory inventory;
    private Orders orders;

    @BeforeEach
    void open() throws IOException {
        inventory = Inventory.in(folder, Clock.systemUTC());
        inventory.addAll(
                List.of(new NewDatapoint("id", "plant", "boiler", "c", DataType.FLOAT, "steam", 1_000, List.of())));
        orders = new Orders(inventory);
    }

    @AfterEach
    void close() throws IOException {
        inventory.close();
    }

    private Report order(String... order) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < order.length; i += 2) {
            given.put(order[i], order[i + 1]);
        }
        return orders.run(given);
    }

    private DatapointLabel label(String language) {
        return new Names(inventory.tables(), language).label(1).orElseThrow();
    }

    @Test
    void importedTextsNameTheDatapointsOfAgentsInTheGroup() throws IOException {
        Report report = order(
                "order",
                "import-language",
                "group",
                "Boilers",
                "text",
                "language,key,translation,units\nen,boiler_steam,\"Steam, hot\",bar\nde,boiler_steam,Dampf,bar\n");
        assertThat(report.sentences())
                .containsExactly(
                        "Group 5, Boilers, is new; no agent is in it yet.",
                        "1 translations of keys: 1 new, 0 replaced.",
                        "1 lines left out, whose languages are not known: de. Make a language known with: "
                                + "puypuy pattoo create-language CODE NAME");
        assertThat(label("en").name()).isEqualTo("steam");

        order("order", "assign-group", "agent", "1", "group", "Boilers");
        assertThat(label("en").name()).isEqualTo("Steam, hot");
        assertThat(label("en").unit()).isEqualTo("bar");
        assertThat(label("de").name()).isEqualTo("steam");

        order("order", "create-language", "code", "de", "name", "German");
        order("order", "import-language", "group", "5", "text", "de,boiler_steam,Dampf,bar\r\n");
        order("order", "import-language", "text", "language,key,translation\nde,boiler,Kessel\n");
        assertThat(label("de").name()).isEqualTo("Dampf");
        assertThat(label("de").programName()).isEqualTo("Kessel");
        assertThat(label("en").programName()).isEqualTo("boiler");
    }

    @Test
    void importedTextsReplaceWhatIsKnownAndSurvive() throws IOException {
        order("order", "import-language", "group", "4", "text", "en,boiler_steam,Old,\nen,boiler_water,Water,l\n");
        Report report = order("order", "import-language", "group", "4", "text", "en,boiler_steam,New,bar\n");
        assertThat(report.sentences()).containsExactly("1 translations of keys: 0 new, 1 replaced.");
        inventory.close();
        inventory = Inventory.in(folder, Clock.systemUTC());
        KeyTextRow steam = Objects.requireNonNull(inventory.tables().keyText(4, 1, "boiler_steam"));
        assertThat(steam.translation()).isEqualTo("New");
        assertThat(inventory.tables().keyText(4, 1, "boiler_water")).isNotNull();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            en,a_b,x,u\\nen,a_c,x | line 2: 3 fields, where the lines before have 4
            en,a_b\\n | line 1: 2 fields
            en,,x,u | line 1: the key is empty
            language,key,translation,units\\n | has no translations
            en,"a_b,x,u | line 1: a quote is not closed
            en,"a"b,x,u | line 1: text behind a closing quote
            """)
    void refusesFileWithTheLineAndChangesNothing(String text, String words) {
        int before = inventory.tables().keyTexts().count();
        assertThatThrownBy(() -> order("order", "import-language", "group", "2", "text", text.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
        assertThat(inventory.tables().keyTexts().count()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "agent, 9, there is no agent 9",
        "agent, x, agent is no number",
        "group, 77, there is no group 77",
        "group, Nobody, there is no group Nobody"
    })
    void refusesToAssignWhatIsNotThere(String name, String value, String words) {
        assertThatThrownBy(() -> order("order", "assign-group", "agent", "1", "group", "1", name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }

    @Test
    void setsPasswordThatIsKeptAsHash() throws IOException {
        order("order", "set-password", "user", "admin", "password", "secret");
        UserRow admin = Objects.requireNonNull(Tables.first(inventory.tables().users(), UserRow::username, "admin"));
        assertThat(admin.password()).startsWith("pbkdf2-sha512$").doesNotContain("secret");
        assertThat(Passwords.matches("secret", admin.password())).isTrue();
        assertThat(Passwords.matches("Secret", admin.password())).isFalse();
        assertThat(admin.toString()).doesNotContain("pbkdf2");
    }

    @Test
    void showsTables() {
        assertThat(orders.show("agents").rows())
                .containsExactly(List.of("1", "boiler", "plant", "Pattoo Default", "1", ""));
        assertThat(orders.show("groups").rows()).contains(List.of("4", "Linux Agents", "150", "0"));
        assertThat(orders.show("languages").rows()).containsExactly(List.of("1", "en", "English"));
        assertThat(orders.show("translations").rows()).hasSize(193);
        assertThatThrownBy(() -> orders.show("users")).isInstanceOf(IllegalArgumentException.class);
    }
}
