# Run by test.sh beside the checks: the tests of the pages drive a real Chromium, best the headless shell, which starts no
# windows. Installs the system's when we may, else says what to do.
say() { printf '%s\n' "$@"; }

has_browser() {
  local place
  for place in "${CHROMIUM:-}" /usr/bin/chromium-headless-shell /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    [ -n "$place" ] && [ -x "$place" ] && return 0
  done
  return 1
}

# With root's rights: as root, or by a sudo that asks for nothing. Otherwise fails.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && as_root true 2>/dev/null
}

install_browser() {
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-cjk
}

if ! has_browser && may_install; then
  say '正在安装 Chromium… Installing Chromium …'
  install_browser >/dev/null 2>&1
fi
if ! has_browser; then
  say '未找到 Chromium，界面测试将失败：请安装 chromium（apt-get install chromium），或用 CHROMIUM 指定其路径。' \
      'No Chromium: the tests of the pages will fail. Install it (apt-get install chromium), or set CHROMIUM to its path.'
fi
