package io.safelight.adapter.local;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file in the spool on its way to its place. */
final class LocalObjectWriter implements ObjectWriter {
    private final ObjectRef reference;
    private final Path part;
    private final Path target;
    private final DurableFolders folders;
    private final FileChannel channel;
    private final OutputStream stream;

    private LocalObjectWriter(
            ObjectRef reference,
            Path part,
            Path target,
            DurableFolders folders,
            FileChannel channel) {
        this.reference = reference;
        this.part = part;
        this.target = target;
        this.folders = folders;
        this.channel = channel;
        this.stream = new KeptOpen(Channels.newOutputStream(channel));
    }

    static LocalObjectWriter start(
            ObjectRef reference, Path part, Path target, DurableFolders folders)
            throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        FileChannel channel =
                FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly);
        return new LocalObjectWriter(reference, part, target, folders, channel);
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public ObjectRef publish() {
        try {
            channel.force(true);
            channel.close();
            folders.ensure(Durable.folderOf(target));
        } catch (IOException e) {
            throw new PortException(
                    Port.OBJECTS, Kind.RETRYABLE, "cannot write the object " + reference, e);
        }
        try {
            Durable.appear(part, target);
            return reference;
        } catch (IOException e) {
            throw new PortException(
                    Port.OBJECTS,
                    Kind.UNKNOWN_OUTCOME,
                    "may have written the object " + reference,
                    e);
        }
    }

    /** After {@link #publish()} there is nothing left to delete. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new PortException(
                    Port.OBJECTS, Kind.RETRYABLE, "cannot give up the object " + reference, e);
        }
    }

    /** Closing it says only that no more bytes come: the file must still be forced. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream file) {
            super(file);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
