use std::sync::LazyLock;

use super::*;
use crate::policy::selector::Selector;
use crate::rule::{Check, Rule, RuleId};

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let ids = ["date/month-missing", "date/weekday-mismatch", "text/odd-character"];
    ids.into_iter().map(|id| Rule::new(RuleId::new(id), Level::Error, Check::Stage)).collect()
});

fn known() -> ConfigNames<'static> {
    ConfigNames { rules: &RULES, schemas: &["meeting", "person"] }
}

fn parse(text: &str) -> Result<Config, Error> {
    Config::parse(Path::new("data/tadqiq.toml"), text, known())
}

fn collection<'c>(config: &'c Config, name: &str) -> &'c CollectionConfig {
    config.collections.iter().find(|collection| collection.name == name).unwrap()
}

#[test]
fn everything_a_config_may_say_is_read() {
    let config = parse(
        r#"
"$schema" = "https://tadqiq.github.io/tadqiq/schemas/config.schema.json"
fail-on = "info"
exclude = ["drafts", "old/**"]
rules = { text = "off", "date/month-missing" = "warning" }

[collections.people]
files = ["people.json"]
schema = "person"

[collections."اجتماعات"]
files = ["records/**/*.json"]
schema = "schemas/own.schema.json"
period = { from = "2022-01-01", to = 2022-12-31 }

[dates]
order = "day-first"

[profile]
country = "MA"
languages = ["ar", "fr-MA"]

[limits]
record-bytes = 1_048_576
depth = 0x40
"#,
    )
    .unwrap();
    let names: Vec<&str> = config.collections.iter().map(|collection| collection.name.as_str()).collect();
    assert_eq!(names, ["people", "اجتماعات"]);
    assert_eq!(collection(&config, "people").schema, SchemaName::Bundled("person".into()));
    let meetings = collection(&config, "اجتماعات");
    assert_eq!(meetings.schema, SchemaName::File("data/schemas/own.schema.json".into()));
    assert_eq!(meetings.period.from, NaiveDate::from_ymd_opt(2022, 1, 1));
    assert_eq!(meetings.period.to, NaiveDate::from_ymd_opt(2022, 12, 31));
    assert!(meetings.files.matches("records/2022/a.json".as_ref()));
    assert_eq!(
        config.rules,
        [
            RuleLevel { selector: Selector::Rule("date/month-missing".into()), level: Some(Level::Warning) },
            RuleLevel { selector: Selector::Family("text".into()), level: None },
        ]
    );
    assert_eq!(config.fail_on, Some(Level::Info));
    assert!(config.exclude.matches_or_holds(Path::new("drafts/x.json")));
    assert_eq!(config.profile.date_order, NumericOrder::DayFirst);
    assert_eq!(config.profile.country.as_deref(), Some("MA"));
    assert_eq!(config.profile.languages, ["ar", "fr-MA"]);
    assert_eq!(config.limits, Limits { bytes: 1_048_576, depth: 64 });
    assert_eq!(config.folder(), Some(Path::new("data")));
}

#[test]
fn an_empty_config_is_the_defaults() {
    let config = parse("\u{FEFF}# nothing\r\n").unwrap();
    assert!(config.collections.is_empty() && config.rules.is_empty());
    assert_eq!((config.limits, config.fail_on), (Limits::default(), None));
}

#[test]
fn the_published_schema_has_the_same_keys() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../schemas/config.schema.json")).unwrap();
    let mut published: Vec<&str> =
        schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut known = read::KEYS.to_vec();
    published.sort_unstable();
    known.sort_unstable();
    assert_eq!(published, known);
}

/// A config, what is said of it (after the path), and the way out.
const BROKEN: &[(&str, &str, &str)] = &[
    ("colections = 1", "1:1: unknown key: colections", "did you mean collections?"),
    ("\n\n  fail_on = \"info\"", "3:3: unknown key: fail_on", "did you mean fail-on?"),
    (
        "x = 1\nz = 1\na = 1",
        "1:1: unknown key: x",
        "the keys are $schema, collections, rules, overrides, dates, profile, limits, fail-on, exclude",
    ),
    ("[dates]\nordre = \"day-first\"", "2:1: unknown key: ordre", "did you mean order?"),
    ("[limits]\nwidth = 1", "2:1: unknown key: width", "the keys of limits are record-bytes, depth"),
    ("[collections.people]\nfile = []\n", "2:1: unknown key: file", "did you mean files?"),
    (
        "[collections.\"اسم\"]\nfiles = []",
        "1:14: collections.اسم needs the key schema",
        "tadqiq schema config says what a tadqiq.toml may hold",
    ),
    (
        "collections = [1]",
        "1:15: collections must be a table of collections, not array",
        "tadqiq schema config says what a tadqiq.toml may hold",
    ),
    (
        "exclude = \"drafts\"",
        "1:11: exclude must be a list of globs, not string",
        "tadqiq schema config says what a tadqiq.toml may hold",
    ),
    (
        "exclude = [\"a\", 2]",
        "1:17: exclude must be text between quotation marks, not integer",
        "tadqiq schema config says what a tadqiq.toml may hold",
    ),
    (
        "exclude = [\"a\", \"../b\"]",
        "1:17: \"../b\" is not a glob: it leads out of the folder of the config",
        "a glob begins at the folder of the tadqiq.toml and stays below it: records/**/*.json",
    ),
    ("fail-on = \"eror\"", "1:11: fail-on cannot be \"eror\"", "did you mean error?"),
    ("fail-on = \"off\"", "1:11: fail-on cannot be \"off\"", "it can be info, warning, error"),
    ("[dates]\norder = \"dmy\"", "2:9: dates.order cannot be \"dmy\"", "it can be day-first, month-first"),
    (
        "[rules]\n\"date/month-mising\" = \"off\"",
        "2:1: unknown rule: date/month-mising",
        "did you mean date/month-missing?",
    ),
    ("[rules]\nT012 = \"off\"", "2:1: unknown rule: T012", "tadqiq rules lists them all"),
    ("[rules]\ndate = \"of\"", "2:8: rules.date cannot be \"of\"", "did you mean off?"),
    (
        "[rules.date]\nmonth-missing = \"off\"",
        "1:1: rules.date must be text between quotation marks, not table",
        "tadqiq schema config says what a tadqiq.toml may hold",
    ),
    (
        "[profile]\ncountry = \"XX\"",
        "2:11: profile.country is \"XX\", which is not a country's two-letter code (ISO 3166-1)",
        "write it so: \"MA\"",
    ),
    (
        "[profile]\ncountry = \"ma\"",
        "2:11: profile.country is \"ma\", which is not a country's two-letter code (ISO 3166-1)",
        "write it so: \"MA\"",
    ),
    (
        "[profile]\nlanguages = [\"ar\", \"عربي\"]",
        "2:20: profile.languages is \"عربي\", which is not a registered language tag (BCP 47)",
        "write it so: [\"ar\", \"fr\"]",
    ),
    (
        "[limits]\ndepth = 0",
        "2:9: limits.depth is \"0\", which is not a whole number from 1 to 512",
        "write it so: 128",
    ),
    (
        "[limits]\ndepth = -1",
        "2:9: limits.depth is \"-1\", which is not a whole number from 1 to 512",
        "write it so: 128",
    ),
    (
        "[limits]\nrecord-bytes = 99999999999999999999",
        "2:16: limits.record-bytes is \"99999999999999999999\", which is not a whole number from 1 to 268435456 (256 MiB)",
        "write it so: 16777216",
    ),
    (
        "[limits]\ndepth = 1.5",
        "2:9: limits.depth must be a whole number from 1 to 512, not float",
        "tadqiq schema config says what a tadqiq.toml may hold",
    ),
    (
        "[collections.a]\nfiles = [\"a.json\"]\nschema = \"meetings\"",
        "3:10: unknown schema: meetings",
        "did you mean meeting?",
    ),
    (
        "[collections.a]\nfiles = [\"a.json\"]\nschema = \"meeting\"\nperiod = { from = \"2022-1-1\" }",
        "4:19: collections.a.period.from is \"2022-1-1\", which is not a day",
        "write it so: \"2022-06-13\"",
    ),
    (
        "[collections.a]\nfiles = [\"a.json\"]\nschema = \"meeting\"\nperiod = { from = 2022-02-01, to = 2022-01-01 }",
        "4:10: the period ends on 2022-01-01, before it begins on 2022-02-01",
        "exchange the two days",
    ),
];

#[test]
fn what_no_config_says_is_named_with_its_place_and_the_way_out() {
    for (text, said, help) in BROKEN {
        let error = parse(text).unwrap_err();
        let expected = (format!("data/tadqiq.toml:{said}"), Some((*help).to_owned()));
        assert_eq!((error.to_string(), error.way_out()), expected, "{text}");
    }
}

#[test]
fn what_is_not_toml_is_named_with_its_place() {
    for (text, place) in [
        ("a = ", "1:5"),
        ("[collections.اسم]", "1:14"),
        ("[rules]\nx y\n", "2:3"),
        ("exclude = []\nexclude = []", "2:1"),
        ("# \u{202e}\n\u{1b}[31m", "2:2"),
    ] {
        let error = parse(text).unwrap_err().to_string();
        assert!(error.starts_with(&format!("data/tadqiq.toml:{place}: this is not TOML: ")), "{error}");
        assert!(!error.contains(['\u{1b}', '\u{202e}']), "{error:?}");
    }
}

fn load(path: &Path) -> Result<Config, Error> {
    Config::load_from(path, known(), &Files::default())
}

#[test]
fn a_file_that_is_no_config_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    assert!(matches!(load(&path), Err(Error::NoSuchFile { .. })));
    assert!(matches!(load(folder.path()), Err(Error::NotAConfig { kind: "a folder", .. })));
    std::fs::write(&path, b"# \xFF\xFE").unwrap();
    assert!(load(&path).unwrap_err().to_string().ends_with("not text in UTF-8"));
    std::fs::write(&path, " ".repeat(2 << 20)).unwrap();
    let error = load(&path).unwrap_err().to_string();
    assert!(error.ends_with("the file has 2097152 bytes: this is no config"), "{error}");
}

proptest::proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn any_text_is_read_or_refused(text in "(\\[?[a-z.$\"-]{0,12}\\]? ?=? ?[\\[{\"0-9a-z\u{600}-\u{620}\u{1b}]{0,8}[\\]}\"]?\n?){0,6}") {
        if let Err(error) = parse(&text) {
            proptest::prop_assert!(error.way_out().is_some());
            let raw_escape = error.to_string().contains('\u{1b}');
            proptest::prop_assert!(!raw_escape);
        }
    }
}
