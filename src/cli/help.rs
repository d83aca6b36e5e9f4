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

pub const CHECK: &str = "\
Exit codes:
  0  nothing at or above the failing level (--fail-on, by default warning)
  1  findings
  2  something could not be judged: arguments, a config, a schema, a file that cannot be read

Examples:
  tadqiq check
  tadqiq check --select date records/2022.ndjson
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

pub const EVIDENCE: &str = "\
Exit codes:
  0  the records could be held against their sources, whatever is open
  2  something could not be judged

Examples:
  tadqiq evidence
  tadqiq evidence --claims records/2022.ndjson
  tadqiq evidence --output-format markdown > to-do.md";

pub const EXPLAIN: &str = "\
Examples:
  tadqiq explain date/month-missing
  tadqiq explain month-missing
  tadqiq explain date";

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
  1  with --write: a decision was refused
  2  something could not be read or written

Examples:
  tadqiq names
  tadqiq names --output-format json > names.json
  tadqiq names --write --dry-run < names.json";

pub const RULES: &str = "\
Examples:
  tadqiq rules
  tadqiq rules --output-format json";

pub const SCHEMA: &str = "\
Examples:
  tadqiq schema
  tadqiq schema meeting > meeting.schema.json";
