package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionTest {
    @Test
    void fileInBinFitsTheCommands(@TempDir Path home) throws IOException {
        Shell shell = new Shell(home);
        shell.run("generate-completion");

        assertThat(shell.out.toString())
                .as("run: bin/puypuy generate-completion > bin/puypuy-completion.bash")
                .isEqualToNormalizingNewlines(Files.readString(Path.of("../../bin/puypuy-completion.bash")));
    }
}
