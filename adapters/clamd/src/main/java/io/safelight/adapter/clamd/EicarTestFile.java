package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.List;

/**
 * The harmless text that every virus scanner must find (eicar.org). Put together at run time: in
 * one piece it would make scanners remove our own sources and jars.
 */
public final class EicarTestFile {
    private static final List<String> PARTS =
            List.of(
                    "X5O!P%@AP[4\\PZX54",
                    "(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*");

    private EicarTestFile() {}

    /** Its 68 bytes. */
    public static byte[] bytes() {
        return String.join("", PARTS).getBytes(US_ASCII);
    }

    /** A line of a ClamAV database (.ndb): in files of any type, at any offset. */
    static String signature() {
        return "Eicar-Test-Signature:0:*:" + HexFormat.of().formatHex(bytes()) + "\n";
    }
}
