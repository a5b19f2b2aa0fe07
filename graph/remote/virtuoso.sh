#!/bin/sh
# Starts a small Virtuoso for this machine alone: sh graph/remote/virtuoso.sh FOLDER [PORT [SQL-PORT]]
#
# Where FOLDER is not there yet, a new store is made in it, with passwords that nobody else knows: FOLDER/login.toml
# (for --login) has that of the user sijill, who may change the graphs, FOLDER/administrator that of dba. A store that
# was made before is started again over its data.
# To stop it: kill $(sed s/.*=// FOLDER/virtuoso.lck)
set -eu
umask 077

say() { # in Arabic, in English
  printf '%s\n%s\n' "$1" "$2" >&2
}

if [ $# -lt 1 ] || [ $# -gt 3 ]; then
  say 'الاستعمال: sh graph/remote/virtuoso.sh FOLDER [PORT [SQL-PORT]] (المجلد، والمنفذ، ومنفذ SQL)' \
    'usage: sh graph/remote/virtuoso.sh FOLDER [PORT [SQL-PORT]]'
  exit 2
fi
if ! command -v virtuoso-t >/dev/null || ! command -v isql-vt >/dev/null; then
  say 'برنامج Virtuoso غير مثبت؛ حزمتاه في توزيعة Debian: virtuoso-opensource-7-bin وvirtuoso-opensource-7-common' \
    'Virtuoso is not installed; its packages in Debian: virtuoso-opensource-7-bin and virtuoso-opensource-7-common'
  exit 2
fi

secret() { # short, since Virtuoso sets a long password without complaint and refuses it at the login
  printf 'p%s' "$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')"
}

process() { # that of the server, where it runs
  sed 's/.*=//' "$folder/virtuoso.lck" 2>/dev/null
}

settings() { # PORT, SQL-PORT
  cat <<END
[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa

[TempDatabase]
DatabaseFile = $folder/temporary.db
TransactionFile = $folder/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:$2
NumberOfBuffers = 20000

[HTTPServer]
ServerPort = 127.0.0.1:$1
END
}

start() {
  started=0
  virtuoso-t +wait +configfile "$folder/virtuoso.ini" >"$folder/started.log" 2>&1 </dev/null || started=$?
  if [ $started -eq 100 ]; then
    say "يعمل من قبل؛ ولإيقافه: kill $(process)" "It runs already; to stop it: kill $(process)"
  elif [ $started -ne 0 ]; then
    say 'لم يبدأ Virtuoso، وهذا ما قاله:' 'Virtuoso did not start, and says:'
    tail -n 1 "$folder/virtuoso.log" >&2
    exit 1
  fi
}

set_passwords() { # SQL-PORT
  # Other users of the machine see a password on a command line, so that one is changed by a way that they do not see.
  seen=$(secret) administrator=$(secret) writer=$(secret)
  virtuoso-t +foreground +configfile "$folder/virtuoso.ini" +pwdold dba +pwddba "$seen" +pwddav "$seen" \
    >"$folder/made.log" 2>&1
  start
  told=$(
    isql-vt "127.0.0.1:$1" dba "$seen" VERBOSE=OFF BANNER=OFF PROMPT=OFF ERRORS=STDOUT <<END
set password "$seen" "$administrator";
USER_SET_PASSWORD('dav', '$(secret)');
DB.DBA.USER_CREATE('sijill', '$writer');
GRANT SPARQL_UPDATE TO "sijill";
checkpoint;
END
  )
  if [ -n "$told" ]; then
    echo "$told" >&2
    exit 1
  fi
  echo "$administrator" >"$folder/administrator"
  printf 'user = "sijill"\npassword = "%s"\n' "$writer" >"$folder/login.toml"
}

undo() { # nothing half made is left
  status=$?
  if [ ! -e "$folder/login.toml" ]; then
    running=$(process) && kill -KILL "$running"
    rm -r "$folder"
  fi
  exit $status
}

if [ -e "$1/login.toml" ] && [ -e "$1/virtuoso.ini" ]; then
  folder=$(cd "$1" && pwd)
  start
elif [ -e "$1" ]; then
  say "في $1 شيء آخر؛ سمِّ مجلداً جديداً" "There is something else in $1; name a new folder"
  exit 2
else
  mkdir "$1"
  folder=$(cd "$1" && pwd)
  trap undo EXIT
  trap 'exit 1' INT TERM
  echo '*' >"$folder/.gitignore" # a password must not get into a repository
  settings "${2:-8890}" "${3:-1111}" >"$folder/virtuoso.ini"
  set_passwords "${3:-1111}"
fi
address=$(sed -n '/^.HTTPServer/,$s/^ServerPort = //p' "$folder/virtuoso.ini")
say "يعمل Virtuoso عند العنوان http://$address؛ والدخول بالخيار: --login $1/login.toml" \
  "Virtuoso runs at http://$address; to log in: --login $1/login.toml"
