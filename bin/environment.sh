# Makes the project's own Python environment, .venv. For bin/demo and bin/test to source.
# Every step that can go wrong ends in one sentence that says what to do.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
environment=$root/.venv
python=$environment/bin/python
step=

# Python as it comes: nothing from elsewhere, and modules compiled once, so that it starts quickly.
unset PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
export PYTHONUTF8=1

# What a step prints waits in memory where there is such a place, so that a full disk can be told too.
log=$(mktemp -p /dev/shm evenhand.XXXXXX 2>/dev/null || mktemp 2>/dev/null) || {
  echo "There is no room for a temporary file: free some disk space, then start again." >&2
  exit 1
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

tidy_up() {
  [ -z "$step" ] || kill -TERM -- "-$step" 2>/dev/null
  rm -f "$log"
}
trap tidy_up EXIT
trap 'echo >&2; echo "Stopped." >&2; exit 130' INT
trap 'exit 143' TERM HUP

# A step that doesn't outlive this script, in whatever way the script ends.
quietly() {
  local bound=()
  ! command -v setpriv >/dev/null || bound=(setpriv --pdeathsig KILL)
  set -m
  ${bound[@]+"${bound[@]}"} "$@" </dev/null >"$log" 2>&1 &
  step=$!
  set +m
  wait "$step"
  local status=$?
  step=
  return $status
}

is_full() {
  local probe=$1/.room
  head -c 1000000 /dev/zero 2>/dev/null >"$probe"
  local status=$?
  rm -f "$probe"
  [ $status -ne 0 ]
}

says() { grep -qiE "$1" "$log"; }
says_full() { says 'no space left|disk is full|disk full|errno 28|quota exceeded'; }
says_offline() {
  says 'name resolution|name or service not known|dns error|network is unreachable' ||
    says 'new connection|error sending request|connection (refused|reset|broken)|proxyerror|max retries'
}

# What went wrong, from what the step printed. $1: what was being done; $2: the folder it wrote to.
explain() {
  if says_full || is_full "$2"; then
    fail "$1 stopped because there is no room in $2: free about 1 GB there, then start again."
  elif says_offline; then
    fail "$1 needs the network, and the package index can't be reached: connect, then start again."
  elif says 'permission denied|read-only file system'; then
    fail "$1 may not write in $2: give yourself the right to, or use a folder of your own."
  fi
  tail -n 20 "$log" >&2
  fail "$1 failed. The last lines that it printed stand above."
}

# The first Python that is new enough, into $found.
find_python() {
  local name old=
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    command -v "$name" >/dev/null 2>&1 || continue
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      found=$name
      return
    fi
    old=${old:-$("$name" -c 'import platform; print(platform.python_version())' 2>/dev/null)}
  done
  if [ -n "$old" ]; then
    fail "Evenhand needs Python 3.11 or newer, and this machine has $old: install a newer one, then start again."
  fi
  fail "Evenhand needs Python 3.11 or newer: install it (sudo apt install python3 python3-venv), then start again."
}

# One that somebody compiled without asking for speed takes a tenth to a half longer than the one
# that the system brings along, which is $found from here if it can do the same.
prefer_quick_python() {
  local own=/usr/bin/python3
  "$found" -c 'import sys, sysconfig
sys.exit("--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or ""))' 2>/dev/null || return 0
  ! "$own" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || found=$own
}

make_venv() {
  local from=()
  [ ! -L "$environment" ] ||
    fail ".venv is a link to another folder, which isn't cleared for you: remove the link, then start again."
  find_python
  "$found" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "Python's venv module is missing: install it (sudo apt install python3-venv), then start again."
  prefer_quick_python
  [ ! -e "$environment" ] || from=(--clear)
  quietly "$found" -m venv ${from[@]+"${from[@]}"} "$environment" ||
    explain "Making the environment .venv" "$root"
}

# pip fetches uv, which is ten times as fast; where uv can't be had, pip does the work.
install() {
  if ! has_uv && ! quietly "$python" -m pip install --retries 2 --only-binary :all: uv; then
    ! says_full && ! says_offline || explain "Installing" "$root"
  fi
  has_uv && quietly "$python" -m uv pip install --compile-bytecode --python "$python" "$@" && return
  quietly "$python" -m pip install "$@" || explain "Installing" "$root"
}

has_uv() { "$python" -c 'import uv' 2>/dev/null; }

# No more so when the folder was moved, or an attempt interrupted, or when its Python went away.
is_usable() {
  case $(cat "$environment"/installed* 2>/dev/null) in "" | "$root "*) ;; *) return 1 ;; esac
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
    "$python" -m pip --version >/dev/null 2>&1
}

# Installs Evenhand into .venv, unless that was done for these very settings. $1: an extra, or nothing.
make_environment() {
  local extra=${1:-} stamp settings
  stamp=$environment/installed${extra:+-$extra}
  settings="$root $(cat "$root/setup.cfg" "$root/pyproject.toml" | cksum)"
  [ -x "$python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$settings" ] && return
  echo "Installing into .venv (once, about a minute) …"
  [ -w "$root" ] || fail "Evenhand installs into its own folder, and $root can't be written to."
  is_usable || make_venv
  rm -f "$environment"/installed*
  install --editable "$root${extra:+[$extra]}"
  printf '%s\n' "$settings" >"$environment/installed"
  printf '%s\n' "$settings" >"$stamp"
}
