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

    /**
     * No script can make a transfer that holds a folder, so that this one only looks like it. Its
     * reader gives the first image and a text, then a folder with the second image, then nothing.
     */
    private static final String DROP_FOLDER =
            """
            (images) => {
              const fileOf = ([name, base64]) => new File(
                [Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name);
              const entry = (file) => ({ isDirectory: false, file: (done) => done(file) });
              const folder = (...portions) => ({
                isDirectory: true,
                createReader: () => {
                  const left = [...portions, []];
                  return { readEntries: (done) => done(left.shift()) };
                },
              });
              const [first, second] = images.map(fileOf);
              const dropped = folder(
                [entry(first), entry(new File(['sunny'], 'notes.txt'))],
                [folder([entry(second)])]);
              const item = { kind: 'file', getAsFile: () => null, webkitGetAsEntry: () => dropped };
              const event = new Event('drop', { cancelable: true });
              Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items: [item] } });
              window.dispatchEvent(event);
            }
            """;

    @Test
    void aDroppedImageIsSent(House house) throws IOException {
        Sample photo = Samples.photo(1);
        try (var window = house.signedIn(house.newToken())) {
            window.page().evaluate(DROP, List.of(photo.filename(), base64(photo)));

            assertThat(window.upload(photo.filename())).containsText("Completed");
        }
    }

    @Test
    void ofADroppedFolderTheImagesAreSentHoweverManyPortionsItComesIn(House house)
            throws IOException {
        try (var window = house.signedIn(house.newToken())) {
            window.page()
                    .evaluate(
                            DROP_FOLDER,
                            List.of(
                                    List.of("beach.jpg", base64(Samples.photo(1))),
                                    List.of("dune.jpg", base64(Samples.photo(2)))));

            assertThat(window.upload("beach.jpg")).containsText("Completed");
            assertThat(window.upload("dune.jpg")).containsText("Completed");
            assertThat(window.page().locator("sl-upload-row")).hasCount(2);
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

    private static String base64(Sample sample) {
        return Base64.getEncoder().encodeToString(sample.content().get());
    }
}
