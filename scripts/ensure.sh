# Sourced by start.sh, test.sh and check.sh: installs what is missing and sets NODE, the pinned Node of this project.
# Speaks only when something takes time or fails.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
set -u

say() { printf '%s\n' "$@"; }
die() { printf '%s\n' "$@" >&2; exit 1; }

pinned_node() {
  local node="$PWD/node_modules/node/bin/node"
  [ -x "$node" ] && "$node" --version >/dev/null 2>&1 && printf '%s' "$node"
}

lock_sum() { cksum < package-lock.json; }

install_packages() {
  command -v npm >/dev/null || die '缺少 npm：请安装 Node.js 20 以上。' 'npm is missing: install Node.js 20 or later.'
  # `ci` starts from nothing; over an existing folder only what changed is fetched, and the lock file is never rewritten.
  local how=(ci)
  [ -d node_modules ] && how=(install --no-save)
  say '正在安装依赖（首次约一分钟）… Installing packages (about a minute the first time) …'
  local log
  log=$(mktemp)
  if ! npm "${how[@]}" --no-audit --no-fund --loglevel=error >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET' "$log"; then
      die '无法连接 npm 源：请检查网络或代理，或用 npm config set registry 换源后重试。' \
          'The npm registry cannot be reached: check the network or proxy, or choose a mirror with npm config set registry, and try again.'
    fi
    die "依赖安装失败，完整输出见 $log。" "Installing packages failed; the whole output is in $log."
  fi
  # The package `node` fetches its program by an install script; where npm was told to run none, we run this one.
  pinned_node >/dev/null || (cd node_modules/node && node installArchSpecificPackage.js) >>"$log" 2>&1
  rm -f "$log"
  lock_sum > node_modules/.gongji-lock
}

[ -w "${TMPDIR:-/tmp}" ] || die "临时文件夹 ${TMPDIR:-/tmp} 不可写：请检查权限，或用 TMPDIR 指定另一个。" \
  "The folder for temporary files, ${TMPDIR:-/tmp}, cannot be written: check its rights, or name another in TMPDIR."

if ! NODE=$(pinned_node) || [ "$(lock_sum)" != "$(cat node_modules/.gongji-lock 2>/dev/null)" ]; then
  install_packages
  NODE=$(pinned_node) || die '未找到随项目固定的 Node：请删除 node_modules 后重试。' 'The pinned Node is missing: remove node_modules and try again.'
fi
export NODE
export PATH="$PWD/node_modules/.bin:$PATH"
