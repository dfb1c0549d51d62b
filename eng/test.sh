#!/usr/bin/env bash
# The second command of the README: every test there is, against a real engine and a real registry.
# Arguments go to each test project (for example --filter "FullyQualifiedName~Locking").
# The last line is "N passed, N failed, N skipped", from the test projects' own .trx results.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/common.sh"
. "$here/lib/sdk.sh"
. "$here/lib/packages.sh"

RESULTS=$REPO_ROOT/artifacts/test-results

# Microsoft.Testing.Platform's exit codes
SOME_FAILED=2
NO_TESTS_RAN=8                    # nothing here fits the filter

# sum_results CRASHED: sums the <Counters> of all results; a project that crashed is one more failure.
# What neither passed nor failed was skipped.
sum_results() {
  find "$RESULTS" -name '*.trx' -print0 | xargs -0r cat | tr '\n' ' ' | sed 's/<Counters /\n&/g' | awk -v failed="$1" '
    function count(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
    /^<Counters / {
      passed += count("passed"); failed += count("failed") + count("error") + count("timeout") + count("aborted")
      total += count("total")
    }
    BEGIN { total = failed }
    END { printf "%d passed, %d failed, %d skipped\n", passed, failed, total - passed - failed }'
}

bring_up
system_packages git=git
say "building the tests"
dotnet build "$REPO_ROOT/ImageSdk.sln" -c Release --nologo -v quiet >&2

rm -rf "$RESULTS"
mkdir -p "$RESULTS"
crashed=()
cd "$REPO_ROOT"
for project in tests/*/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  say "testing $name"
  code=0
  dotnet test --project "$project" -c Release --no-build --results-directory "$RESULTS" \
    --report-trx --report-trx-filename "$name.trx" "$@" </dev/null || code=$?
  [[ -f $RESULTS/$name.trx ]] || code="$code, no results"
  case $code in 0 | "$SOME_FAILED" | "$NO_TESTS_RAN") ;; *) crashed+=("$name (exit code $code)") ;; esac
done

((${#crashed[@]} == 0)) || say "crashed: ${crashed[*]}"
summary=$(sum_results "${#crashed[@]}")
printf '%s\n' "$summary"
[[ $summary == *", 0 failed,"* && $summary != "0 passed, "* ]]
