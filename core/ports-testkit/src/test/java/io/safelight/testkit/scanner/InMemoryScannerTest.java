package io.safelight.testkit.scanner;

import io.safelight.ports.scanner.Scanner;
import java.time.Duration;
import java.time.InstantSource;

class InMemoryScannerTest extends ScannerContract {

    @Override
    protected Bench open() {
        var scanner = new InMemoryScanner(InstantSource.system(), Duration.ofMillis(300), 8L << 20);
        return new Bench() {
            @Override
            public Scanner scanner() {
                return scanner;
            }

            @Override
            public void stop() {
                scanner.stop();
            }

            @Override
            public void start() {
                scanner.start();
            }

            @Override
            public void hang() {
                scanner.hang();
            }

            @Override
            public Duration answersWithin() {
                return Duration.ofSeconds(3);
            }

            @Override
            public int overLimitBytes() {
                return (8 << 20) + 1;
            }

            @Override
            public void close() {
                scanner.close();
            }
        };
    }
}
