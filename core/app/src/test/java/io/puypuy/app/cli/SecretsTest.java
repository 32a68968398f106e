package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mysqladmin --password=abc status | mysqladmin --password=*** status",
                "GET http://a/x?token=abc&y=1 | GET http://a/x?token=***&y=1",
                "GET http://me:abc@a/x | GET http://me:***@a/x",
                "{\"password\": \"a b c\", \"user\": \"me\"} | {\"password\": ***, \"user\": \"me\"}",
                "Authorization: Bearer abc | Authorization: ***",
                "requirepass:abc | requirepass:***",
                "tokens: 55 | tokens: 55",
                "vault.token=12.5 | vault.token=12.5",
                "\"pass\": 0, | \"pass\": 0,",
                "uptime: 5 | uptime: 5",
            })
    void hidesWhatIsCalledASecret(String text, String shown) {
        assertThat(new Secrets(List.of()).hidden(text)).isEqualTo(shown);
    }

    @Test
    void hidesValuesOfTheSettingsInAnyPlace() {
        Secrets secrets = new Secrets(List.of("bo lo", "bo lolo"));

        assertThat(secrets.hidden("x bo lolo y bo lo z bo+lolo")).isEqualTo("x *** y *** z ***");
    }
}
