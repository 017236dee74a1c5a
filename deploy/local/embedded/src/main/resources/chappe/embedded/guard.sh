# Runs a server and ends it once standard input closes, which happens when the JVM that holds the other
# end stops or dies, whatever the way. Arguments: SIGNAL COMMAND...
signal=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
  while read -r _ <&3; do :; done
  kill -s "$signal" "$server"
  for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; done
  kill -s KILL "$server"
) 2>/dev/null &
watch=$!
exec 3<&-
wait "$server"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
