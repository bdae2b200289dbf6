package io.safelight.node.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/** A file as a request's body that tells how much of it is on its way. */
record CountedFile(Path file, LongConsumer sent) {

    BodyPublisher publisher() throws FileNotFoundException {
        BodyPublisher whole = BodyPublishers.ofFile(file);
        return BodyPublishers.fromPublisher(
                subscriber -> whole.subscribe(new Counting(subscriber, sent)),
                whole.contentLength());
    }

    private record Counting(Subscriber<? super ByteBuffer> target, LongConsumer sent)
            implements Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Subscription subscription) {
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            sent.accept(chunk.remaining());
            target.onNext(chunk);
        }

        @Override
        public void onError(Throwable failure) {
            target.onError(failure);
        }

        @Override
        public void onComplete() {
            target.onComplete();
        }
    }
}
