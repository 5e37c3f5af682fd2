# shellcheck shell=bash
# Sourced by run and test: makes .venv in the checkout, and brings it up to date when
# the pinned versions changed. A second start finds the stamp and does nothing.

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)"
venv="$root/.venv"
python="$venv/bin/python"
constraints="$root/packaging/constraints.txt"
stamp="$venv/.genstudio"
torch_version="$(sed -n 's/^torch==//p' "$constraints")"
torch_cpu_index="https://download.pytorch.org/whl/cpu"

say() { printf 'genstudio: %s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# Install Debian packages where that is possible without a question; otherwise say what to type.
ensure_packages() {
  [[ $# -gt 0 ]] || return 0
  if ! command -v apt-get >/dev/null; then
    fail "these are missing, under their Debian names: $*. Install them with this system's own package manager, then start this again."
  elif [[ "$(id -u)" -ne 0 ]]; then
    fail "some system packages are missing. Type this once, then start this again:
  sudo apt-get install -y $*"
  fi
  say "installing the system packages $*"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 </dev/null
}

ensure_window_libraries() {
  [[ "$(uname -s)" == Linux ]] || return 0
  local missing
  read -ra missing <<<"$("$python" -I -S "$root/genstudio/core/libraries.py")"
  ensure_packages "${missing[@]}"
}

find_python() {
  local candidate
  for candidate in "${GENSTUDIO_PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
      >/dev/null 2>&1; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  fail "Python 3.11 to 3.14 is needed and was not found. Install it (https://www.python.org/downloads, or on Debian and Ubuntu: sudo apt-get install python3 python3-venv), then start this again."
}

make_venv() {
  "$python" -m pip --version >/dev/null 2>&1 && return 0
  local base
  base="$(find_python)"
  if ! "$base" -c 'import ensurepip' >/dev/null 2>&1; then # Debian ships it apart
    if command -v uv >/dev/null; then
      uv venv --quiet --seed --clear --python "$base" "$venv" && return 0
    fi
    ensure_packages python3-venv
  fi
  "$base" -m venv --clear "$venv"
}

# The build of torch: what was asked for, else what is there, else what the hardware wants.
torch_build() {
  case "${GENSTUDIO_TORCH:-}" in
    cpu | cuda) printf '%s\n' "$GENSTUDIO_TORCH" ;;
    "")
      if [[ -f "$stamp" ]]; then
        sed -n '1p' "$stamp"
      elif [[ "$(uname -s)" == Linux ]] && nvidia-smi -L >/dev/null 2>&1; then
        printf 'cuda\n'
      else
        printf 'cpu\n'
      fi
      ;;
    *) fail "GENSTUDIO_TORCH is '$GENSTUDIO_TORCH'; it must be cpu or cuda." ;;
  esac
}

pip_install() { "$python" -m pip install --no-input -c "$constraints" "$@" >&2; }

# On Linux and Windows the index's plain torch brings 3 GB of CUDA libraries. The CPU build has a
# version of its own, so asking for that by name can never fetch the other one.
install_torch() {
  [[ "$(uname -s)" != Darwin ]] || return 0 # one build only
  if [[ "$1" == cuda ]]; then
    say "installing torch $torch_version with CUDA (about 3 GB)"
    pip_install "torch==$torch_version,!=$torch_version+cpu"
    return
  fi
  say "installing torch $torch_version for the CPU (about 200 MB)"
  pip_install "torch==$torch_version+cpu" 2>/dev/null && return # pip is configured to know it
  pip_install --extra-index-url "$torch_cpu_index" "torch==$torch_version+cpu" && return
  fail "the CPU build of torch could not be fetched from $torch_cpu_index. Check the network; or take the CUDA build from the usual index, 3 GB, which runs on a CPU too: GENSTUDIO_TORCH=cuda $0"
}

# What the environment was made from; when any of it changes, it is brought up to date.
fingerprint() {
  printf '%s\n%s\n' "$1" "$root"
  cat -- "$root/pyproject.toml" "$constraints" | cksum
}

# ensure_environment "" for the program, "test" with the tools that the tests need.
ensure_environment() {
  local extra="$1" build wanted
  build="$(torch_build)"
  wanted="$(fingerprint "$build")"
  if [[ -x "$python" && -f "$stamp" && "$(sed '$d' "$stamp")" == "$wanted" ]]; then
    [[ -n "$extra" && "$(tail -n 1 "$stamp")" != "tools: $extra" ]] || return 0
  fi
  say "preparing $venv (the first time this takes a few minutes)"
  make_venv
  rm -f -- "$stamp"
  install_torch "$build"
  pip_install --editable "$root${extra:+[$extra]}"
  printf '%s\ntools: %s\n' "$wanted" "$extra" >"$stamp"
}
