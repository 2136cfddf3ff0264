package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One sandbox for a class, fresh for each test. */
@ExtendWith(SandboxExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxExtensionTest {

    private static Sandbox first;

    @BeforeAll
    static void aSandboxIsThereBeforeTheFirstTest(Sandbox sandbox) {
        first = sandbox;
        assertThat(sandbox.url()).startsWith("http://");
    }

    @Test
    @Order(1)
    void aTestMayLeaveTracks(Sandbox sandbox) {
        assertThat(new Partner(sandbox).credit("HR-1", "10").succeeded()).isTrue();
    }

    @Test
    @Order(2)
    void theNextTestFindsNone(Sandbox sandbox) {
        assertThat(sandbox).isSameAs(first);
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @Nested
    class ANestedClass {

        @Test
        void sharesTheSandbox(Sandbox sandbox) {
            assertThat(sandbox).isSameAs(first);
        }
    }

    @AfterAll
    static void itIsStillOpenForTheLastLook(Sandbox sandbox) {
        assertThat(sandbox.url()).isEqualTo(first.url());
    }
}
