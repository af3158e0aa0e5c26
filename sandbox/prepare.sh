# Sourced by run and demo: finds Java, and builds the project when a source is newer than the last build.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
BUILT="$ROOT/sandbox/target/.built"
LAUNCH=(-Dproject.root="$ROOT" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
        -cp "$ROOT/sandbox/target/classes:$ROOT/sandbox/target/lib/*")

stop() {
  echo "sandbox: $1" >&2
  exit 1
}

find_java() {
  JAVA="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  command -v "$JAVA" > /dev/null || stop "Java is missing; install a JDK, version 17 or newer."
  local version
  version="$("$JAVA" -version 2>&1 | sed -n 's/.* version "\([0-9]*\)\.\{0,1\}\([0-9]*\).*/\1 \2/p' | head -n 1)"
  local release="${version%% *}"
  [[ "$release" == 1 ]] && release="${version##* }"
  [[ "$release" =~ ^[0-9]+$ ]] || stop "The version of $JAVA cannot be read; install a JDK, version 17 or newer."
  (( release >= 17 )) || stop "Java 17 or newer is needed, but $JAVA is Java $release."
}

is_built() {
  [[ -e "$BUILT" ]] || return 1
  local newer
  newer="$(cd "$ROOT" && find pom.xml */pom.xml sandbox/fhir-server/pom.xml */src/main sandbox/fhir-server/src/main \
      -newer "$BUILT" -print -quit)"
  [[ -z "$newer" ]]
}

build_if_needed() {
  if is_built; then
    # Quick where nothing has changed; makes the apps of a machine that has got Node.js since.
    "$ROOT/sandbox/web/build.sh"
    return
  fi
  command -v mvn > /dev/null || stop "Maven is missing; install it (version 3.8 or newer) and start again."
  local free
  free="$(df -Pk "$ROOT" | awk 'NR == 2 {print int($4 / 1024)}')"
  (( free >= 2048 )) || stop "The disk is too full: $ROOT has $free MB left, and building needs 2048 MB."
  echo "Building; the first time takes some minutes, because Maven fetches Keycloak and HAPI."
  local began
  began="$(mktemp)"
  (cd "$ROOT" && mvn -q -B -Dstyle.color=never -DskipTests package) || stop "The build failed; the reason is above."
  # The time at which the build began: what is changed meanwhile is built next time.
  touch -r "$began" "$BUILT"
  rm -f "$began"
}

find_java
