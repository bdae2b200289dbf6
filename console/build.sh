#!/usr/bin/env bash
# Builds the console with the system's Node.js and npm, as Maven calls it.
#
#   console/build.sh page    checks the types, then writes the page to target/classes
#   console/build.sh test    runs the tests that need no browser
#
# Without a Node.js that Vite runs on there is no console: one line says so, and all is well.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"

main() {
    if ! node_will_do; then
        echo "console: left out, since it is built with Node.js 20.19 or later and npm ($(node_seen))."
        # What an earlier build made would be of an earlier page.
        rm -rf target/classes/io/safelight/console
        return
    fi
    install
    case "${1:-page}" in
        page)
            run check
            run build -- --logLevel warn
            ;;
        test)
            mkdir -p target/surefire-reports
            run test
            ;;
        *)
            echo "console: page or test, and not '$1'" >&2
            return 64
            ;;
    esac
}

node_will_do() {
    [[ -n "$(type -P npm)" ]] && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1);
    ' 2>/dev/null
}

node_seen() {
    if [[ -z "$(type -P node)" ]]; then
        echo "there is no node"
    elif [[ -z "$(type -P npm)" ]]; then
        echo "there is no npm"
    else
        echo "here is $(node --version)"
    fi
}

# Exactly what the lock file says, and only when that has changed.
install() {
    if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
        if ! npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel error; then
            echo "console: npm could not fetch its packages. Without the console it builds with -Dconsole.skip." >&2
            return 1
        fi
        cp package-lock.json node_modules/.installed-lock.json
    fi
}

run() { npm run --silent "$@"; }

main "$@"
