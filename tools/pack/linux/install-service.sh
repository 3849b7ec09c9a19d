#!/bin/sh
# As root: starts the program with the machine, as a user of its own that owns the data and nothing else. Options go on to `serve`.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
[ "$(id -u)" -eq 0 ] || { echo '请用 root 运行 / run this as root' >&2; exit 2; }
id tongxin >/dev/null 2>&1 || useradd --system --home-dir "$here" --shell /usr/sbin/nologin tongxin
mkdir -p "$here/data"
chown -R tongxin: "$here/data"
cat > /etc/systemd/system/tongxin.service <<UNIT
[Unit]
Description=Tongxin
After=network.target

[Service]
User=tongxin
WorkingDirectory=$here
ExecStart="$here/start.sh" $*
Restart=on-failure
UMask=0077
NoNewPrivileges=true
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths="$here/data"
PrivateTmp=true

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now tongxin
echo '已设为开机启动；看运行记录 / starts with the machine; its log: journalctl -u tongxin'
