package io.safelight.bench.rows;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.peers.Sharp;
import io.safelight.bench.peers.Tools;
import io.safelight.bench.platform.Folders;
import io.safelight.bench.platform.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What rows share: the program, pictures, peers, a folder to work in. For one thread. */
public final class Workshop implements AutoCloseable {
    private static final int QUICK_PHOTOGRAPHS = 4;

    private final Installation installation;
    private final Options options;
    private final Consumer<String> progress;
    private final Tools tools;
    private @Nullable WorkerPath workerPath;

    /**
     * @param quick less of everything: to see that it works, not for figures
     * @param images a folder of JPEG files to use instead of our own photographs
     * @param scratch a folder of its own, on the disk that is to be measured
     */
    public record Options(boolean quick, Optional<Path> images, Path scratch) {}

    public Workshop(Installation installation, Options options, Consumer<String> progress) {
        this.installation = installation;
        this.options = options;
        this.progress = progress;
        this.tools = new Tools(progress);
    }

    public Installation installation() {
        return installation;
    }

    Tools tools() {
        return tools;
    }

    public Consumer<String> progress() {
        return progress;
    }

    /** The first for a quick run, the second for figures. */
    public int count(int quick, int usual) {
        return options.quick() ? quick : usual;
    }

    /** Of 12 to 24 megapixels, or the user's. */
    public Pictures photographs() throws IOException {
        Pictures all =
                options.images().isPresent()
                        ? Pictures.in(options.images().get())
                        : Pictures.photographs(pictures(), progress);
        return options.quick() ? all.first(QUICK_PHOTOGRAPHS) : all;
    }

    /** Of 200,000 bytes. */
    public Pictures small() throws IOException {
        return Pictures.sized(pictures(), 200_000, 0.8);
    }

    /** Of 5,000,000 bytes. */
    Pictures large() throws IOException {
        return Pictures.sized(pictures(), 5_000_000, 12);
    }

    /** An empty folder. */
    public Path folder(String name) throws IOException {
        Path folder = options.scratch().resolve(name);
        Folders.clear(folder);
        return Files.createDirectories(folder);
    }

    /** A folder that does not exist yet, for a platform's data. */
    public Path fresh(String name) throws IOException {
        Path folder = folder(name);
        return folder.resolve("data");
    }

    Sharp sharp() throws IOException, InterruptedException {
        return Sharp.install(
                Files.createDirectories(installation.cache().resolve("node")), progress);
    }

    /** The one of all rows that need it, warm; with the system's libvips. */
    WorkerPath workerPath() throws IOException, InterruptedException {
        return workerPath(Optional.empty());
    }

    /**
     * One at a time: another would take processor time beside it.
     *
     * @param libvips its file; empty for the system's
     */
    WorkerPath workerPath(Optional<Path> libvips) throws IOException, InterruptedException {
        if (workerPath != null && workerPath.libvips().equals(libvips)) {
            return workerPath;
        }
        closeWorkerPath();
        progress.accept("starting and warming up a platform");
        workerPath = WorkerPath.warm(this, libvips);
        return workerPath;
    }

    private void closeWorkerPath() throws IOException {
        if (workerPath != null) {
            workerPath.close();
            workerPath = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeWorkerPath();
        Folders.delete(options.scratch());
    }

    private Path pictures() {
        return installation.cache().resolve("pictures");
    }
}
