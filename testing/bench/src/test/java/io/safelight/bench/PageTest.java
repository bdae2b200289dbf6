package io.safelight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void onlyWhatIsBetweenTheMarksChanges() {
        String page = "Words.\n" + Page.BEGIN + "\nold\n" + Page.END + "\nMore words.\n";

        assertThat(Page.withFigures(page, "new\n"))
                .isEqualTo("Words.\n" + Page.BEGIN + "\nnew\n" + Page.END + "\nMore words.\n");
    }

    @Test
    void pageWithoutMarksIsRefused() {
        assertThatThrownBy(() -> Page.withFigures("Words.", "new"))
                .hasMessageContaining("figures: begin");
    }
}
