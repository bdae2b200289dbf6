package io.safelight.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void theHeaderIsReadAndWrittenAsTheStandardSays() {
        var context = TraceContext.parse("00-" + TRACE + "-" + SPAN + "-01").orElseThrow();

        assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, true));
        assertThat(context.traceparent())
                .isEqualTo("00-" + TRACE + "-" + SPAN + "-01")
                .hasSize(TraceContext.CHARS);
        assertThat(new TraceContext(TRACE, SPAN, false).traceparent()).endsWith("-00");
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        assertThat(TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-03-what-will-be"))
                .contains(new TraceContext(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1"
            })
    void whatIsNoContextIsPassedOver(String header) {
        assertThat(TraceContext.parse(header)).isEmpty();
    }

    @Test
    void noContextOfOursIsWithoutIds() {
        assertThatThrownBy(() -> new TraceContext("0".repeat(32), SPAN, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
