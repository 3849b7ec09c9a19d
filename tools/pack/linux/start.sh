#!/bin/sh
# Serves the office whose data are beside this script; TONGXIN_DATA and PORT name others. More options go on to `serve`.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here/tongxin" serve --data "${TONGXIN_DATA:-$here/data/office}" --port "${PORT:-4600}" "$@"
