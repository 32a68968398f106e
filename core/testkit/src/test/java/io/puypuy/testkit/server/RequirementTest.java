package io.puypuy.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

final class RequirementTest {
    private static final Class<?> EXPECTED =
            "true".equals(System.getenv("CI")) ? AssertionError.class : TestAbortedException.class;

    @Test
    void findsWhatIsOnThePath() {
        assertThat(Requirement.program("sh", "dash")).isExecutable();
    }

    @Test
    void namesThePackageOfAMissingProgram() {
        assertThatThrownBy(() -> Requirement.program("no-such-program", "such-a-package"))
                .isInstanceOf(EXPECTED)
                .hasMessageContaining("no program no-such-program: apt-get install such-a-package");
    }

    @Test
    void namesTheProfileThatMakesAClassPath() {
        assertThatThrownBy(() -> ClassPathFile.of("no-such-module"))
                .isInstanceOf(EXPECTED)
                .hasMessageContaining("run bin/test, or mvn -Pservers");
    }
}
