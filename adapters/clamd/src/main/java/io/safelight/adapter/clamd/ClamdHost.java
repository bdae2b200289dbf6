package io.safelight.adapter.clamd;

import java.nio.file.Path;

/** Where clamd answers, and what is known of it besides its answers. Safe for many threads. */
public interface ClamdHost {

    /** The unix socket; it need not exist now. */
    Path socket();

    /** Whether clamd was given test signatures only, which find nothing but the EICAR test file. */
    boolean testMode();

    /** A sentence for the operator on why clamd may not answer now, and what to do. */
    String condition();

    /** A clamd with official signatures that somebody else runs on this machine. */
    static ClamdHost external(Path socket) {
        return new External(socket);
    }

    /** Run by the operating system's own service manager, for instance. */
    record External(Path socket) implements ClamdHost {
        @Override
        public boolean testMode() {
            return false;
        }

        @Override
        public String condition() {
            return "Start it (systemctl start clamav-daemon) and let this user use its socket.";
        }
    }
}
