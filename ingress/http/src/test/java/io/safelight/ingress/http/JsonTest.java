package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    /** With zeros first it looks like UTF-32, which it is not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "\0\0\0\0\0\0\0{\1", "\0{"})
    void whatIsNoJsonObjectIsMalformedAndNotCutOff(String request) {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);

        Problem problem = catchThrowableOfType(Problem.class, () -> Json.object(bytes));

        assertThat(problem.code()).isEqualTo("malformed");
    }
}
