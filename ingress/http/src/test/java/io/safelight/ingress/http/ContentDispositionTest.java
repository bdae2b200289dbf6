package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentDispositionTest {
    @Test
    void theNameIsReadInEveryFormOfIt() {
        Map.of(
                        "attachment; filename=a.jpg", "a.jpg",
                        "attachment; filename=\"a b.jpg\"", "a b.jpg",
                        "ATTACHMENT ;FileName = \"say \\\"a\\\".jpg\" ;", "say \"a\".jpg",
                        "filename=a.jpg", "a.jpg",
                        "; filename=a.jpg", "a.jpg",
                        "inline; filename=\"e.jpg\"; filename*=UTF-8''%C3%A9+1.jpg", "é+1.jpg",
                        "attachment; filename*=utf-8'en'%C3%A9.jpg", "é.jpg",
                        "attachment; name=\"x; filename=evil\"; filename=good", "good")
                .forEach(
                        (header, name) ->
                                assertThat(ContentDisposition.filename(header))
                                        .as(header)
                                        .contains(name));
        assertThat(ContentDisposition.filename("attachment")).isEmpty();
        assertThat(ContentDisposition.filename("")).isEmpty();
    }

    @Test
    void aNameThatCannotBeToldIsRefused() {
        for (String odd :
                List.of(
                        "attachment; filename=my photo.jpg",
                        "attachment; filename=\"open",
                        "attachment; filename=a; filename=b",
                        "attachment; filename*=UTF-8''%C3%",
                        "attachment; filename*=ISO-8859-1''%E9",
                        "\"\\".repeat(12_000))) {
            assertThatThrownBy(() -> ContentDisposition.filename(odd))
                    .as(odd)
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void aLongHeaderIsReadInOneGo() {
        String name = "\\a".repeat(400);

        assertThat(ContentDisposition.filename("attachment; filename=\"" + name + "\""))
                .contains("a".repeat(400));
        assertThatThrownBy(() -> ContentDisposition.filename("x" + "; a=\"\\".repeat(6_000) + "\""))
                .isInstanceOf(Problem.class);
    }

    @Test
    void whatIsSentBackCannotEndItsHeader() {
        assertThat(ContentDisposition.attachment("a\"; x=\r\nSet-Cookie: é.jpg"))
                .isEqualTo(
                        "attachment; filename=\"a__ x___Set-Cookie_ _.jpg\";"
                            + " filename*=UTF-8''a%22%3B%20x%3D%0D%0ASet-Cookie%3A%20%C3%A9.jpg");
    }
}
