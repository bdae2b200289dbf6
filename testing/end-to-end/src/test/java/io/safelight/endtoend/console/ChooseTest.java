package io.safelight.endtoend.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.safelight.endtoend.console.Console.House;
import io.safelight.node.demo.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways by which files come onto the page; single ones are chosen in the other tests. */
@ExtendWith(Console.class)
class ChooseTest {
    private static final String DROP =
            """
            ([name, base64]) => {
              const transfer = new DataTransfer();
              const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
              transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
              for (const type of ['dragover', 'drop']) {
                window.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, cancelable: true }));
              }
            }
            """;

    @Test
    void aDroppedImageIsSent(House house) throws IOException {
        Sample photo = Samples.photo(1);
        try (var window = house.signedIn(house.newToken())) {
            String bytes = Base64.getEncoder().encodeToString(photo.content().get());
            window.page().evaluate(DROP, List.of(photo.filename(), bytes));

            assertThat(window.upload(photo.filename())).containsText("Completed");
        }
    }

    @Test
    void ofAFolderTheImagesAreSentAndTheRestIsLeftOut(House house, @TempDir Path folder)
            throws IOException {
        Sample photo = Samples.photo(2);
        Path inside = Files.createDirectories(folder.resolve("holiday/first day"));
        Files.write(inside.resolve("beach.jpg"), photo.content().get());
        Files.writeString(folder.resolve("holiday/notes.txt"), "sunny");
        try (var window = house.signedIn(house.newToken())) {
            window.page().locator("input#folder").setInputFiles(folder.resolve("holiday"));

            assertThat(window.upload("beach.jpg")).containsText("Completed");
            assertThat(window.page().locator("sl-upload-row")).hasCount(1);
        }
    }
}
