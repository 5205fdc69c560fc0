# Debian packages the build, the tests and the host need. Installs only what is missing. Sourced by emsdk-setup.sh.

system_packages=(
  build-essential cmake ninja-build ccache git ca-certificates patchelf xz-utils brotli
  libboost1.81-dev libsqlite3-dev libpq-dev libsodium-dev zlib1g-dev libbrotli-dev libcurl4-openssl-dev
  nlohmann-json3-dev libcli11-dev libxxhash-dev doctest-dev
  python3 python3-fonttools python3-brotli fonts-inter
  nodejs npm librsvg2-bin
)
# Debian sets a database server up with postgresql-15 and starts it where services are started. Preventing that would mean
# changing files in /etc first. It is left alone: the tests make servers of their own, in temporary folders.
test_packages=(postgresql-15 python3-aiosmtpd chromium clang-19 libclang-rt-19-dev clang-format-19 clang-tidy-19)

missing_packages() {
  local name
  for name in "$@"; do
    case $name in
      # Another installation of these (for example a newer Node.js) serves as well.
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
    esac
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s\n' "$name"
  done
}

install_system_packages() {
  command -v apt-get >/dev/null || stop "this machine has no apt-get." "Debian 12 or newer is needed."
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  local by_hand="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  say "Installing Debian packages: ${missing[*]}"
  local wait=(-o DPkg::Lock::Timeout=900)
  local code=0
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get "${wait[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
    as_root apt-get "${wait[@]}" update -qq >/dev/null 2>&1 || true
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get "${wait[@]}" install -y -qq --no-install-recommends "${missing[@]}" || code=$?
  fi
  [ "$code" = 0 ] || stop "these Debian packages could not be installed." "Type as administrator:" "$by_hand"
}
