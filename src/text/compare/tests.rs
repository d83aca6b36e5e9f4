use super::slip::is_one_letter_apart;
use super::*;
use crate::text::comparison::Shared;
use crate::text::known::KnownNames;
use proptest::prelude::*;

/// One line of `pairs.tsv`.
fn check(line: &str) -> Option<String> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [a, b, beside, verdict, why] = fields[..] else { panic!("not five fields: {line}") };
    let known;
    let mut evidence = Evidence::default();
    for (name, value) in beside.split(' ').filter_map(|part| part.split_once('=')) {
        match (name, value) {
            ("shared", "office") => evidence.shared = &[Shared::Office],
            ("shared", "organization") => evidence.shared = &[Shared::Organization],
            ("shared", "counterpart") => evidence.shared = &[Shared::Counterpart],
            ("shared", "source") => evidence.shared = &[Shared::Source],
            ("judged", "same") => evidence.judgement = Some(Judgement::Same),
            ("judged", "different") => evidence.judgement = Some(Judgement::Different),
            ("ids", ids) => {
                let (left, right) = ids.split_once('/').unwrap();
                evidence.registered = (Some(left), Some(right));
            }
            ("counts", counts) => {
                let (left, right) = counts.split_once('/').unwrap();
                evidence.counts = Some((left.parse().unwrap(), right.parse().unwrap()));
            }
            _ => panic!("{line}"),
        }
    }
    if let Some((_, names)) = beside.split_once("known:") {
        known = KnownNames::of_names(names.split(','));
        evidence.known = Some(&known);
    }
    let decision = compare(a, b, &evidence);
    let said = decision.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let met = decision.verdict.to_string() == verdict && said.contains(why);
    (!met).then(|| format!("{a} / {b}: {} ({said}), expected {verdict} ({why})", decision.verdict))
}

#[test]
fn pairs() {
    let lines: Vec<&str> =
        include_str!("pairs.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(lines.len() >= 120, "{}", lines.len());
    let missed: Vec<String> = lines.into_iter().filter_map(check).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn one_letter() {
    for (a, b, apart) in [
        ("", "", false),
        ("a", "", true),
        ("ab", "ba", true),
        ("abc", "abd", true),
        ("abc", "acb", true),
        ("abcd", "badc", false),
        ("aab", "ab", true),
        ("abc", "cba", false),
        ("abc", "abcde", false),
        ("abc", "abc", false),
    ] {
        assert_eq!(is_one_letter_apart(a, b), apart, "{a} {b}");
        assert_eq!(is_one_letter_apart(b, a), apart, "{b} {a}");
    }
}

/// Reasons with their sides taken off: what must not depend on the order of the pair.
fn kinds(decision: &NameComparison) -> Vec<std::mem::Discriminant<ComparisonReason>> {
    decision.reasons.iter().map(std::mem::discriminant).collect()
}

const NAMES: &str = "((Mohamed|Mohamad|محمد|حسن|حسين|J\\.|Jon|John|El|de|Abdel|عبد|اللطيف|V|VI|الثاني|Jr|Carlo|Carla|Alaoui|Alaouui|العلوي)[ ,-]?){1,4}";

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn one_letter_is_the_distance_of_strsim(a in "[abc]{0,6}", b in "[abc]{0,6}") {
        prop_assert_eq!(is_one_letter_apart(&a, &b), strsim::osa_distance(&a, &b) == 1);
    }

    #[test]
    fn the_order_of_the_pair_does_not_matter(a in NAMES, b in NAMES) {
        let (there, back) = (compare(&a, &b, &Evidence::default()), compare(&b, &a, &Evidence::default()));
        prop_assert_eq!(there.verdict, back.verdict);
        prop_assert_eq!(kinds(&there), kinds(&back));
    }

    #[test]
    fn any_text_does_no_harm(a in any::<String>(), b in any::<String>()) {
        let there = compare(&a, &b, &Evidence::default());
        prop_assert_eq!(there.verdict, compare(&b, &a, &Evidence::default()).verdict);
        for reason in there.reasons {
            prop_assert!(!reason.to_string().chars().any(char::is_control));
        }
    }

    #[test]
    fn a_name_is_one_with_itself(a in NAMES) {
        let name = Name::read(&a);
        if name.is_name {
            prop_assert_eq!(compare(&a, &a, &Evidence::default()).verdict, Verdict::Same);
        }
    }
}

#[test]
fn neighbours() {
    let lines = include_str!("neighbours.tsv").lines().filter(|line| !line.starts_with('#'));
    let missed: Vec<String> = lines
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [a, b, due, kind] = fields[..] else { panic!("not four fields: {line}") };
            let decision = compare(a, b, &Evidence::default());
            let said = decision.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            let met = (decision.verdict == Verdict::Same) == (due == "same");
            (!met).then(|| format!("{a} / {b}: {} ({said}), due {due}: {kind}", decision.verdict))
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
