package io.safelight.ingress.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.RequestContext;

/**
 * The one file of a multipart/form-data body (RFC 7578), as a stream. A field {@code attributes}
 * may come before it; a second file is an error at the end of the first, before anything is
 * accepted.
 *
 * @param content its end throws a {@link Problem} where another file follows
 */
record MultipartImage(InputStream content, String filename, Optional<String> attributes) {
    private static final int MAX_FIELD_BYTES = 16 << 10;
    private static final int MAX_FIELDS = 20;

    /**
     * A name of 255 characters has up to 1,020 bytes, and three times as many when it is encoded.
     */
    private static final int MAX_PART_HEADER_BYTES = 8 << 10;

    static MultipartImage read(String contentType, InputStream body) throws IOException {
        return parsed(
                () -> {
                    var upload = new FileUpload();
                    upload.setPartHeaderSizeMax(MAX_PART_HEADER_BYTES);
                    return firstFile(upload.getItemIterator(new Request(contentType, body)));
                });
    }

    private interface Parsing<T> {
        T run() throws IOException, FileUploadException;
    }

    /** The library counts beyond its buffer where a body ends in the middle of what it skips. */
    private static <T> T parsed(Parsing<T> parsing) throws IOException {
        try {
            return parsing.run();
        } catch (FileUploadException | InvalidFileNameException e) {
            throw malformed();
        } catch (IndexOutOfBoundsException e) {
            throw isOfTheLibrary(e) ? malformed() : e;
        }
    }

    private static boolean isOfTheLibrary(IndexOutOfBoundsException e) {
        return Arrays.stream(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java."))
                .findFirst()
                .filter(name -> name.startsWith(FileUpload.class.getPackageName()))
                .isPresent();
    }

    private static RuntimeException malformed() {
        return Problem.malformed("The multipart body is not well formed.");
    }

    private static MultipartImage firstFile(FileItemIterator parts)
            throws IOException, FileUploadException {
        Optional<String> attributes = Optional.empty();
        for (int field = 0; field < MAX_FIELDS && parts.hasNext(); field++) {
            FileItemStream part = parts.next();
            if (!part.isFormField()) {
                String filename = part.getName() == null ? "" : part.getName();
                return new MultipartImage(
                        new OnlyFile(part.openStream(), parts), filename, attributes);
            }
            String value = text(part);
            if ("attributes".equals(part.getFieldName())) {
                attributes = Optional.of(value);
            }
        }
        throw Problem.malformed("The multipart body has no part with a filename.");
    }

    private static String text(FileItemStream part) throws IOException {
        byte[] value = part.openStream().readNBytes(MAX_FIELD_BYTES + 1);
        if (value.length > MAX_FIELD_BYTES) {
            throw Problem.of(
                    ProblemCode.TOO_LARGE, "A field of the multipart body is over 16 KiB.");
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private record Request(String getContentType, InputStream getInputStream)
            implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return getContentType;
        }

        @Override
        public InputStream getInputStream() {
            return getInputStream;
        }

        @Override
        @Deprecated
        @SuppressWarnings("InlineMeSuggester")
        public int getContentLength() {
            return -1;
        }
    }

    /** A file that must be the last. */
    private static final class OnlyFile extends FilterInputStream {
        private final FileItemIterator parts;
        private boolean over;

        OnlyFile(InputStream file, FileItemIterator parts) {
            super(file);
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = over ? -1 : parsed(() -> super.read(target, offset, length));
            if (count < 0 && !over) {
                over = true;
                requireNoOther();
            }
            return count;
        }

        private void requireNoOther() throws IOException {
            if (parsed(parts::hasNext)) {
                throw Problem.malformed("One request carries one file, and nothing after it.");
            }
        }
    }
}
