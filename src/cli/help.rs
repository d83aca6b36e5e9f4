//! What stands below the options in `--help` and in the manual: exit codes, and examples that can be typed.

pub const PROGRAM: &str = "\
Exit codes:
  0  nothing at or above the failing level, or what was asked for is printed
  1  findings
  2  the job could not be done: arguments, a config, a schema, a file that cannot be read

Examples:
  tadqiq check records
  tadqiq explain date/month-missing
  tadqiq date \"du 3 au 5 mai 2022\"";

pub const ACCEPT: &str = "\
The decision is a line of decisions.ndjson, beside the tadqiq.toml or, without one, in the folder of the run. The \
fingerprint of a finding and its cause stand in the report.

Exit codes:
  0  the decision is written, or was there before
  2  nothing is written: no reason, a day that is over, an id that nothing has, an unwritable file

Examples:
  tadqiq accept 10f3a9c2 --why \"the ministry was asked, and does not know either\"
  tadqiq accept --cause 0f1e2d3c --why \"the register prints it so\" --until 2027-12-31";

pub const BASELINE: &str = "\
The baseline is baseline.ndjson, beside the tadqiq.toml or, without one, in the folder of the run: a line a finding. \
check reads it, counts the findings that stand there, and shows the others. It only shrinks: commit it, and run \
--update when something was mended.

Exit codes:
  0  it is written, or as it was
  1  with --update: there are findings that it does not have
  2  nothing is written: there is one, a part of the records is asked for, something could not be judged

Examples:
  tadqiq baseline
  tadqiq baseline --update
  tadqiq check --no-baseline";

pub const CHECK: &str = "\
Exit codes:
  0  nothing at or above the failing level (--fail-on, by default warning)
  1  findings
  2  something could not be judged: arguments, a config, a schema, a file that cannot be read
With --fix they are about what is left; with --diff, 1 says that something would change; with --show-files and
--show-settings nothing is judged, and there is no 1.

Examples:
  tadqiq check
  tadqiq check --diff records
  tadqiq check --fix records
  tadqiq check --select date records/2022.ndjson
  tadqiq check --statistics
  tadqiq check --show-files
  tadqiq check --show-settings records/2022.ndjson
  tadqiq check --cause 3f2a9c0d
  tadqiq check --output-format github --fail-on error
  tadqiq check --output sarif=out.sarif --output markdown=\"$GITHUB_STEP_SUMMARY\" --output github=-
  cat day.json | tadqiq check --schema meeting -";

pub const COMPLETIONS: &str = "\
Examples:
  tadqiq completions bash > ~/.local/share/bash-completion/completions/tadqiq
  tadqiq completions fish > ~/.config/fish/completions/tadqiq.fish";

pub const DATE: &str = "\
Exit codes:
  0  each text says one date
  1  a text says no date, or may be read in several ways
  2  the job could not be done

Examples:
  tadqiq date \"يومي 13 و 14 يونيو 2022\"
  tadqiq date --reference 2022-08-15 hier
  tadqiq date --all \"Le 3 mai, puis le 5 mai 2022\"
  tadqiq date --output-format json < dates.txt";

pub const DECISIONS: &str = "\
Exit codes:
  0  the decisions are listed, or taken out
  2  something could not be judged, read or written

Examples:
  tadqiq decisions
  tadqiq decisions --output-format json
  tadqiq decisions --prune
  tadqiq decisions --remove 10f3a9c2";

pub const EVIDENCE: &str = "\
Exit codes:
  0  all records could be held against their sources, whatever is open
  1  some records could not: they cannot be read, or are not as their schema has them
  2  something else could not be judged: a config, a schema, a file that cannot be read

Examples:
  tadqiq evidence
  tadqiq evidence --claims records/2022.ndjson
  tadqiq evidence --output-format markdown > to-do.md";

pub const EXPLAIN: &str = "\
Examples:
  tadqiq explain date/month-missing
  tadqiq explain month-missing
  tadqiq explain date";

pub const FIX: &str = "\
Answers, a letter a line:
  y    make the fix at this place, or the first of several
  1-9  make the fix of that number
  a    make the first fix at all places of the cause
  d    decide: accept the cause, at all its places and in records to come; you are asked why
  n    leave this place as it is; where there is no fix, all places of the cause
  s    ask nothing more about the rule
  q    stop
  ?    show these lines

From a pipe the reason stands behind the d: d the register prints it so. A line may also name what it is about, a cause \
or a fingerprint as JSON has them, by its first six digits at least: 0f1e2d a. A d behind a fingerprint accepts that \
finding alone. Blank lines and lines that begin with # are passed over.

What can be mended is asked first; causes without a fix, which can only be decided, come last.

What is answered is written when its cause is done with, at the end, and when you interrupt; a decision at once, in \
decisions.ndjson as tadqiq accept does.

Exit codes:
  0  nothing is left at or above the failing level
  1  findings are left
  2  something could not be judged or written, an answer names nothing, or a decision has no reason
  130  interrupted: what was answered is written

Examples:
  tadqiq fix records
  tadqiq fix --select name records
  tadqiq fix records < answers.txt";

pub const INIT: &str = "\
Exit codes:
  0  the files are shown, or written
  2  nothing could be proposed, or a file is in the way; nothing is written over

Examples:
  tadqiq init
  tadqiq init archive --yes
  tadqiq init --own-schemas";

pub const INSPECT: &str = "\
Exit codes:
  0  the record is printed
  2  there is no such record, it cannot be read, or something it is judged by cannot

Examples:
  tadqiq inspect records/2022.ndjson
  tadqiq inspect --record 2022-germany
  tadqiq inspect --record 3 --output-format json records/2022.ndjson
  cat day.json | tadqiq inspect --schema meeting -";

pub const MAN: &str = "\
Examples:
  tadqiq man > ~/.local/share/man/man1/tadqiq.1
  tadqiq man check | man -l -";

pub const NAME: &str = "\
Examples:
  tadqiq name \"عبداللطيف الحموشي\" \"Abdellatif Hammouchi\"
  tadqiq name --output-format json < pairs.ndjson";

pub const NAMES: &str = "\
Exit codes:
  0  the names are listed, or what was decided is written
  1  a decision was refused: --write, --same, --different
  2  something could not be read or written

Examples:
  tadqiq names
  tadqiq names --output-format json > names.json
  tadqiq names --write --dry-run < names.json
  tadqiq names --same \"عبد اللطيف الحموشي\" \"عبداللطيف الحموشي\"";

pub const RULES: &str = "\
Examples:
  tadqiq rules
  tadqiq rules --output-format json";

pub const SCHEMA: &str = "\
Examples:
  tadqiq schema
  tadqiq schema meeting > meeting.schema.json";
