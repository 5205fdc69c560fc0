# What the set-up steps share: messages, root rights, and a private apt that borrows the machine's own Debian source
# with another suite, so that no download host is ever written in this project. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
deps="${PUPITRE_DEPS:-$root/.deps}"

say() { printf '%s\n' "$*" >&2; }
stop() {
  printf '\nSet-up cannot go on: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

# Runs a command as root, or explains what the administrator would have to type.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@"
  else
    return 77
  fi
}

# Runs a command quietly; shows what it said only when it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    rm -f "$log"
  else
    local code=$?
    tail -n 40 "$log" >&2
    rm -f "$log"
    return "$code"
  fi
}

# The first Debian archive this machine already uses ("main", not security), as a base URI. Empty when there is none.
debian_archive() {
  local uri
  uri=$(apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(RELEASE) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk '$1 == "Debian" && $2 == "main" && $3 !~ /-(security|updates|backports)$/ { print $4; exit }')
  if [ -z "$uri" ]; then
    # Before the first "apt-get update" the origin is not known yet: take the entry of this machine's own release.
    local release
    release=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    uri=$(apt-get indextargets --format '$(COMPONENT) $(RELEASE) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
      awk -v release="$release" '$1 == "main" && $2 == release { print $3; exit }')
  fi
  printf '%s' "$uri"
}

# private_apt FOLDER "deb|deb-src" SUITE: writes an apt configuration of its own under FOLDER and prints its path.
# It knows nothing of the packages installed on the machine and changes nothing outside FOLDER.
private_apt() {
  local folder=$1 kind=$2 suite=$3 archive signed=""
  archive=$(debian_archive)
  [ -n "$archive" ] || return 1
  if [ -f /usr/share/keyrings/debian-archive-keyring.gpg ]; then
    signed="[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
  fi
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/sources.d"
  : >"$folder/status"
  printf '%s %s%s %s main\n' "$kind" "$signed" "$archive" "$suite" >"$folder/sources.list"
  cat >"$folder/apt.conf" <<CONF
Dir::State "$folder";
Dir::State::Lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::SourceList "$folder/sources.list";
Dir::Etc::SourceParts "$folder/sources.d";
APT::Install-Recommends "false";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
CONF
  printf '%s' "$folder/apt.conf"
}
