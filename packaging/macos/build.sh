#!/usr/bin/env bash
# Freeze genstudio on macOS, sign it, and make the disk image:  packaging/macos/build.sh
# The application is for this computer's processor. Without the secrets below it is signed for this
# computer only; elsewhere macOS then refuses it until it is allowed in the settings.
#   GENSTUDIO_SIGN_IDENTITY   "Developer ID Application: NAME (TEAM)", in the keychain
#   GENSTUDIO_NOTARY_PROFILE  a profile kept by: xcrun notarytool store-credentials
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../environment.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../environment.sh"

[[ "$(uname -s)" == Darwin ]] || fail "this makes the application for macOS, and runs there only"
here="$root/packaging/macos"
out="$root/dist"
work="$root/build/freeze-cpu"
venv="$root/build/venv-cpu"
python="$venv/bin/python"
stamp="$venv/.genstudio"
identity="${GENSTUDIO_SIGN_IDENTITY:-}"
profile="${GENSTUDIO_NOTARY_PROFILE:-}"
version="$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$root/genstudio/__init__.py")"
app="$out/genstudio.app"
image="$out/genstudio-$version-macos-$(uname -m).dmg"

freeze() {
  rm -rf -- "$app"
  (cd -- "$root" && PYTHONHASHSEED=0 "$python" -m PyInstaller --noconfirm --clean --log-level WARN \
    --workpath "$work" --distpath "$out" packaging/genstudio.spec) >&2
}

# From the inside out, as Apple wants it: what is signed must not change afterwards.
sign() {
  local options=(--force --sign "${identity:--}")
  [[ -z "$identity" ]] || options+=(--timestamp --options runtime)
  find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) \
    ! -path "$app/Contents/MacOS/genstudio" -print0 |
    while IFS= read -r -d '' file; do
      if file -b -- "$file" | grep -q '^Mach-O'; then
        codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$file"
      fi
    done
  find "$app/Contents" -depth -type d -name '*.framework' -print0 |
    while IFS= read -r -d '' framework; do codesign "${options[@]}" "$framework"; done
  codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$app"
  codesign --verify --deep --strict "$app"
}

make_image() {
  local staging
  staging="$(mktemp -d)"
  cp -R -- "$app" "$staging/" # keeps the links inside the frameworks
  ln -s /Applications "$staging/Applications"
  rm -f -- "$image"
  hdiutil create -quiet -volname genstudio -srcfolder "$staging" -format UDZO -ov "$image"
  rm -rf -- "$staging"
  [[ -z "$identity" ]] || codesign --sign "$identity" --timestamp "$image"
}

notarise() {
  xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
  xcrun stapler staple "$image"
}

mkdir -p -- "$out" "$root/build"
ensure_environment freeze
say "freezing the application ..."
freeze
"$app/Contents/MacOS/genstudio" --version
say "signing ..."
sign
make_image
if [[ -n "$identity" && -n "$profile" ]]; then
  say "waiting for Apple to look at it ..."
  notarise
else
  say "not notarised: GENSTUDIO_SIGN_IDENTITY and GENSTUDIO_NOTARY_PROFILE are not both set. On other
computers macOS refuses this image until it is allowed under Privacy & Security."
fi
say "made $image"
