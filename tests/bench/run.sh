#!/usr/bin/env bash
# Builds what users run, measures it and prints one table: measure, figure, target, met.
#
#   tests/bench/run.sh            everything, some minutes
#   tests/bench/run.sh window     the window alone; also: start, export, limit,
#                                 bulk, journal, snapshot
#
# Wall clocks: run it on a machine that has nothing else to do. The first line of the table says how
# busy it was.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec </dev/null
what=${1:-all}
case "$what" in
all | start | window | export | limit | bulk | journal | snapshot) ;;
*)
    sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 2
    ;;
esac
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
limit_identities=${LIMIT_IDENTITIES:-100000}
# Signing in, the first page and the last answer take their second each whatever the limit: a run
# must be long enough that they do not decide.
slow_limit_identities=${SLOW_LIMIT_IDENTITIES:-400000}
bin=build/release/bin
folder=$(mktemp -d)
tenant=
trap 'rm -rf "$folder"' EXIT

cmake --preset release >"$folder/configure.log" || { cat "$folder/configure.log"; exit 1; }
cmake --build --preset release --parallel "$(nproc)" --target benchmarks >&2

table=$folder/table
printf 'measure\tfigure\ttarget\tmet\n' >"$table"
note() { printf '%s\t%s\t%s\t%s\n' "$@" | tee -a "$table" >&2; }
measure() { "$@" | tee -a "$table" >&2; }

# start_tenant <identities>: sets SAIL_…
start_tenant() {
    mkfifo "$folder/stdin"
    "$bin/demo-tenant" --exit-with-stdin --identities "$1" --rate-limit off \
        <"$folder/stdin" >"$folder/ready" &
    tenant=$!
    exec 9>"$folder/stdin"
    rm "$folder/stdin"
    until [[ -s "$folder/ready" ]]; do sleep 0.1; done
    local line
    line=$(head -n 1 "$folder/ready")
    # The main client stands before the others.
    member() { grep -o "\"$1\":\"[^\"]*\"" <<<"$line" | head -n 1 | cut -d'"' -f4; }
    SAIL_BASE_URL=$(member baseUrl)
    SAIL_CLIENT_ID=$(member clientId)
    SAIL_CLIENT_SECRET=$(member clientSecret)
    export SAIL_BASE_URL SAIL_CLIENT_ID SAIL_CLIENT_SECRET
}
stop_tenant() {
    [[ -n "$tenant" ]] || return 0
    exec 9>&-
    wait "$tenant" || true
    tenant=
    rm -f "$folder/ready"
}
trap 'stop_tenant; rm -rf "$folder"' EXIT

# timed <command…>: sets seconds and peak (MB), its standard output is in $folder/said
timed() {
    local from to pid status high=0
    from=$(date +%s%N)
    "$@" >"$folder/said" 9>&- &
    pid=$!
    while status=$(cat "/proc/$pid/status" 2>/dev/null) && [[ "$status" =~ VmHWM:[[:space:]]+([0-9]+) ]]; do
        high=${BASH_REMATCH[1]}
        sleep 0.05
    done
    wait "$pid"
    to=$(date +%s%N)
    seconds=$(awk "BEGIN { printf \"%.2f\", ($to - $from) / 1e9 }")
    peak=$(awk "BEGIN { printf \"%.1f\", $high / 1024 }")
}
within() { awk "BEGIN { print ($1 <= $2) ? \"yes\" : \"NO\" }"; }
pick() { awk "BEGIN { print ($1 < $2) ? $1 : $2 }"; }

# export_rows <identities>: the better of two, turn by turn with the bare client
export_rows() {
    local best='' best_bare='' most=0 i
    start_tenant "$1"
    for i in 1 2; do
        timed "$bin/identity-console" export --all --rate-limit off --output "$folder/out.csv"
        best=$(pick "$seconds" "${best:-$seconds}")
        most=$(awk "BEGIN { print ($peak > $most) ? $peak : $most }")
        if command -v node >/dev/null && [[ -f tests/bench/bare-client.mjs ]]; then
            timed node tests/bench/bare-client.mjs 6
            best_bare=$(pick "$seconds" "${best_bare:-$seconds}")
        fi
    done
    stop_tenant
    local rate
    rate=$(awk "BEGIN { printf \"%d\", $1 / $best }")
    if [[ -n "$best_bare" ]]; then
        note "export of $1" "$best s, $rate rows/s; bare Node client $best_bare s" \
            "≤ half of the bare client" "$(within "$best * 2" "$best_bare")"
    else
        note "export of $1" "$best s, $rate rows/s; no Node client to compare with" \
            "≤ half of the bare client" "–"
    fi
    note "  resident at most, export of $1" "$most MB" "45 MB" "$(within "$most" 45)"
}

# take_snapshot <identities>: turn by turn with the export of the same: everybody, every attribute
take_snapshot() {
    local best='' best_export='' i ratio
    start_tenant "$1"
    for i in 1 2; do
        timed "$bin/identity-console" export --all --format jsonl --rate-limit off \
            --output "$folder/out.jsonl"
        best_export=$(pick "$seconds" "${best_export:-$seconds}")
        rm -f "$folder/taken"
        timed "$bin/identity-console" snapshot --all --rate-limit off --output "$folder/taken"
        best=$(pick "$seconds" "${best:-$seconds}")
    done
    ratio=$(awk "BEGIN { printf \"%.2f\", $best / $best_export }")
    note "snapshot of $1, taken without a limit" "$best s, export of the same $best_export s: × $ratio" \
        "× 1.3" "$(within "$ratio" 1.3)"
    ask_beside_sqlite
    stop_tenant
}

# ask_beside_sqlite: whole programs that answer one question each: the console from the snapshot,
# and as a yardstick sqlite3 from the same values of a CSV file.
ask_beside_sqlite() {
    command -v sqlite3 >/dev/null || return 0
    "$bin/identity-console" export --all --from-snapshot "$folder/taken" --no-formula-guard \
        --columns name,emailAddress,attributes.location --output "$folder/out.csv" >/dev/null
    sqlite3 "$folder/yardstick" ".import --csv $folder/out.csv t"
    ask "how many by location" 'select "attributes.location", count(*) from t group by 1 order by 2 desc' \
        --group-by attributes.location
    ask "contained text in the name" "select name from t where name like '%mari%'" \
        --columns name --filter 'name co "mari"'
    ask "everybody by email" 'select emailAddress from t order by 1' \
        --columns emailAddress --sort emailAddress
    rm -f "$folder/yardstick"
}

# ask <what> <SQL> <options of list…>
ask() {
    local what=$1 sql=$2 ours
    shift 2
    timed "$bin/identity-console" list --all --from-snapshot "$folder/taken" "$@"
    ours=$seconds
    timed sqlite3 "$folder/yardstick" "$sql"
    note "  $what, first use, program and all" "$ours s; plain SQLite $seconds s" "–" "–"
}

note "machine" "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg) before the run" "–" "–"
if [[ "$what" == all || "$what" == start ]]; then
    if command -v xvfb-run >/dev/null; then
        for identities in 1000 1000000; do
            measure xvfb-run -a -s "-screen 0 1440x900x24" \
                env QT_QPA_PLATFORM=xcb "$bin/bench_start" "$identities"
        done
    else
        note "start to first rows" "not measured: there is no xvfb-run" "≤ 250 ms" "–"
    fi
fi
if [[ "$what" == all || "$what" == window ]]; then
    measure "$bin/bench_window" --identities 1000 --parse --scroll
    measure "$bin/bench_window" --identities 100000 --scroll
    measure "$bin/bench_window" --identities 1000000 --scroll --busy --select-all
    # As far away as a tenant is.
    measure "$bin/bench_window" --identities 100000 --latency 80
fi
if [[ "$what" == all || "$what" == export ]]; then
    export_rows 100000
    export_rows 1000000
fi
# Each has a tenant and a limit of its own and waits most of its time: they run beside each other.
waiting=()
beside() {
    "$@" >"$folder/beside-${#waiting[@]}" &
    waiting+=($!)
}
if [[ "$what" == all || "$what" == limit ]]; then
    beside "$bin/bench_limit" "$limit_identities" 80
    beside "$bin/bench_limit" "$limit_identities" 80 5
    beside "$bin/bench_limit" "$slow_limit_identities" 1000
fi
if [[ "$what" == all || "$what" == bulk ]]; then
    beside "$bin/bench_bulk" 400 80
    beside "$bin/bench_bulk" 400 1000
fi
for i in "${!waiting[@]}"; do
    wait "${waiting[i]}"
    measure cat "$folder/beside-$i"
done

if [[ "$what" == all || "$what" == journal ]]; then
    measure "$bin/bench_journal" 1000000
fi

if [[ "$what" == all || "$what" == snapshot ]]; then
    measure "$bin/bench_snapshot" 60000
    measure "$bin/bench_snapshot" 1000000
    take_snapshot 60000
    take_snapshot 1000000
fi

# By characters: awk and printf count bytes here and there.
print_table() {
    local -a most=(0 0 0 0) cells
    local i line text
    while IFS=$'\t' read -r -a cells; do
        for i in 0 1 2 3; do ((${#cells[i]} > most[i])) && most[i]=${#cells[i]}; done
    done <"$table"
    while IFS=$'\t' read -r -a cells; do
        line=
        for i in 0 1 2; do
            text=${cells[i]}
            line+="$text$(printf '%*s' $((most[i] - ${#text})) '') | "
        done
        echo "$line${cells[3]}"
    done <"$table"
}
echo
print_table
