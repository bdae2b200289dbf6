package io.safelight.ingress.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What keeps other sites from acting with a browser's session: browsers send a cookie along with
 * what others make them ask for.
 *
 * @param names under which browsers may reach the console, without ports
 */
record OwnSite(Set<String> names) {
    private static final String MARK = "Safelight-Console";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final Set<String> READS = Set.of("GET", "HEAD");

    OwnSite {
        names = Set.copyOf(names);
    }

    static OwnSite of(HttpSettings settings) {
        var names = new TreeSet<>(LOCAL);
        names.add(settings.host().toLowerCase(Locale.ROOT));
        settings.sessions().names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return new OwnSite(names);
    }

    /**
     * The browser says that no other site asked, and it means us: a name that somebody else points
     * at this address would be another site to the browser, and its pages could ask anything.
     *
     * @throws Problem otherwise
     */
    void require(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site)) {
            throw Problem.of(ProblemCode.CROSS_SITE, "Another site asked for this.");
        }
        String host = ctx.req().getServerName().toLowerCase(Locale.ROOT);
        if (!names.contains(host.replaceAll("^\\[|]$|\\.$", ""))) {
            throw Problem.of(
                    ProblemCode.UNKNOWN_HOST,
                    "The console is not reached under this name: see http.names.");
        }
    }

    /**
     * A header that no form can send, and no script of another site without being asked first: and
     * that question is answered with no.
     *
     * @throws Problem when a request changes something without it
     */
    void requireMark(Context ctx) {
        if (!READS.contains(ctx.req().getMethod()) && !"1".equals(ctx.header(MARK))) {
            throw Problem.of(
                    ProblemCode.CROSS_SITE, "With a session this needs the header " + MARK + ": 1");
        }
    }
}
