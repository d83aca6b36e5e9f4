use proptest::prelude::*;

use super::*;
use crate::text::comparison::Judgement;

fn form(text: &str, count: u64) -> NameForm<'_> {
    NameForm { text, count, registered: None, companions: &[] }
}

/// The clusters of bare forms, each as its forms, in order.
fn clusters(forms: &[(&str, u64)]) -> Vec<Vec<String>> {
    let forms: Vec<NameForm<'_>> = forms.iter().map(|&(text, count)| form(text, count)).collect();
    texts(&cluster(&forms, &Judgements::default()))
}

fn texts(found: &Clusters) -> Vec<Vec<String>> {
    found
        .clusters
        .iter()
        .map(|cluster| cluster.forms.iter().map(|form| form.text.clone()).collect())
        .collect()
}

#[test]
fn spellings_are_gathered() {
    assert_eq!(
        clusters(&[
            ("رجب طيب أردوغان", 24),
            ("رجب طيب إردوغان", 6),
            ("رجب طيب اردوغان", 3),
            ("Recep Tayyip Erdogan", 5),
            ("عبد اللطيف الحموشي", 9),
            ("عبداللطيف الحموشي", 1),
            ("Abdellatif Hammouchi", 3),
            ("HAMMOUCHI Abdellatif", 1),
            ("Abdellatif Hammoushi", 1),
            ("ناصر بوريطة", 4),
        ]),
        [
            vec!["رجب طيب أردوغان", "رجب طيب إردوغان", "رجب طيب اردوغان"],
            vec![
                "عبد اللطيف الحموشي",
                "Abdellatif Hammouchi",
                "Abdellatif Hammoushi",
                "HAMMOUCHI Abdellatif",
                "عبداللطيف الحموشي"
            ],
        ]
    );
}

#[test]
fn strangers_are_not() {
    for strangers in [
        ["Mohamed V", "Mohamed VI"],
        ["حسن العلوي المدغري", "حسين العلوي المدغري"],
        ["عبد الحق الناجي", "عبد الحق الناجحي"],
        ["George II", "George VI"],
        ["Joe Lewis", "John Lewis"],
        ["Deutsche Bahn", "Deutsche Bank"],
    ] {
        assert!(clusters(&strangers.map(|text| (text, 3))).is_empty(), "{strangers:?}");
    }
}

#[test]
fn a_chain_of_small_differences_stops_at_one() {
    // Each is one letter from the next; the third is two from the first.
    let found =
        clusters(&[("Bartholomew Kingsworth", 9), ("Bartholomew Kingswort", 3), ("Bartholomew Kingswor", 1)]);
    assert_eq!(found, [vec!["Bartholomew Kingsworth", "Bartholomew Kingswort"]]);
}

#[test]
fn what_fits_two_entities_joins_neither() {
    // Two frequent names two letters apart, and one between them.
    let forms =
        [form("Wilmerding Station", 30), form("Wilmardinc Station", 30), form("Wilmarding Station", 1)];
    let found = cluster(&forms, &Judgements::default());
    assert!(found.clusters.is_empty());
    assert_eq!(found.undecided.len(), 2);
}

#[test]
fn two_entries_split_a_key() {
    let registered = |text, id, count| NameForm {
        registered: Some(RegisteredName { id, canonical: text }),
        ..form(text, count)
    };
    let forms = [registered("Ali Benali", "p1", 5), registered("ALI BENALI", "p2", 4), form("ali benali", 1)];
    let found = cluster(&forms, &Judgements::default());
    assert_eq!(found.clusters.len(), 1);
    assert_eq!(found.clusters[0].forms.len(), 2);
}

#[test]
fn judgements_join_and_split() {
    let mut judgements = Judgements::default();
    judgements.note("Museveni", "Yoweri Kaguta", Judgement::Same);
    judgements.note("BAE Systems", "BAE systems", Judgement::Different);
    let forms =
        [form("Museveni", 3), form("Yoweri Kaguta", 1), form("BAE Systems", 2), form("BAE systems", 1)];
    assert_eq!(texts(&cluster(&forms, &judgements)), [["Museveni", "Yoweri Kaguta"]]);
}

#[test]
fn the_registered_form_is_proposed() {
    let entry = RegisteredName { id: "p1", canonical: "الحموشي عبد اللطيف" };
    let forms =
        [form("عبداللطيف الحموشي", 9), NameForm { registered: Some(entry), ..form("عبد اللطيف الحموشي", 1) }];
    let found = cluster(&forms, &Judgements::default());
    assert_eq!(found.clusters[0].proposed, entry.canonical);
    assert_eq!(found.clusters[0].entry.as_deref(), Some("p1"));
}

#[test]
fn what_is_proposed_is_tidy_and_of_the_most_written_key() {
    let found = cluster(&[form("Chloe Smith MP ", 48), form("Chloe Smith MP", 25)], &Judgements::default());
    assert_eq!(found.clusters[0].proposed, "Chloe Smith MP");
    assert_eq!(found.clusters[0].forms[0].text, "Chloe Smith MP");
    let names = ["Geordie Gregg, Standard", "Geordie Greig, Standard", "Geordie Greig (Standard)"];
    let found = cluster(&names.map(|text| form(text, 1)), &Judgements::default());
    assert_eq!(found.clusters[0].proposed, "Geordie Greig (Standard)");
}

#[test]
fn each_script_has_its_own_proposal() {
    let forms =
        [form("عبد اللطيف الحموشي", 9), form("Abdellatif Hammouchi", 2), form("Abdellatif Hammoushi", 1)];
    let found = cluster(&forms, &Judgements::default());
    let proposed: Vec<&str> = found.clusters[0].forms.iter().map(|form| form.proposed.as_str()).collect();
    assert_eq!(proposed, ["عبد اللطيف الحموشي", "Abdellatif Hammouchi", "Abdellatif Hammouchi"]);
}

#[test]
fn a_skeleton_that_fits_two_joins_neither() {
    // In Latin letters the two Arabic names have one skeleton.
    let found = clusters(&[("قاسم منصوري", 5), ("كاسم منصوري", 5), ("Kassem Mansouri", 2)]);
    assert!(found.iter().all(|forms| !forms.contains(&"Kassem Mansouri".to_owned())), "{found:?}");
}

#[test]
fn a_shared_office_joins_short_names() {
    let companions = [Companion { shared: Shared::Office, value: "president" }];
    let with = |text, count| NameForm { companions: &companions, ..form(text, count) };
    let found =
        cluster(&[with("Museveni", 37), with("Musaveni", 3), form("Musaweni", 1)], &Judgements::default());
    assert_eq!(texts(&found), [["Museveni", "Musaveni"]]);
    assert!(found.clusters[0].forms[1].reasons.contains(&ComparisonReason::Shares(Shared::Office)));
}

#[test]
fn forms_given_twice_are_counted_together() {
    let found = cluster(
        &[form("BAE systems", 1), form("BAE Systems", 3), form("BAE systems", 4)],
        &Judgements::default(),
    );
    assert_eq!(found.clusters[0].forms[0].count, 5);
}

#[test]
fn one_key_in_very_many_forms_is_no_disaster() {
    let texts: Vec<String> = (0..4_000_u32)
        .map(|number| {
            let marks: String = (0..15).map(|bit| if number >> bit & 1 == 1 { "-" } else { " " }).collect();
            format!("Abdellatif{marks}Hammouchi")
        })
        .collect();
    let forms: Vec<NameForm<'_>> = texts.iter().map(|text| form(text, 1)).collect();
    let found = cluster(&forms, &Judgements::default());
    assert_eq!(found.clusters.len(), 1);
    assert_eq!(found.clusters[0].forms.len(), 4_000);
}

#[test]
fn very_long_texts_are_no_disaster() {
    let words = "بيان Smith J. ".repeat(20_000);
    let letters = "شيء".repeat(100_000);
    let texts = [words.clone(), format!("{words}a"), letters.clone(), format!("{letters}ا")];
    let forms: Vec<NameForm<'_>> = texts.iter().map(|text| form(text, 1)).collect();
    let _ = cluster(&forms, &Judgements::default());
}

const NAMES: &str = "(Mohamed|Mohammed|محمد|حسن|حسين|J\\.|John|Hassan)( (El|de|V|VI|Jr|بن))? (Alaoui|Alaouui|العلوي|Mansouri|المنصوري|Mansourri)";

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn the_order_of_forms_does_not_matter(names in prop::collection::vec((NAMES, 1_u64..20), 0..12), seed in any::<u64>()) {
        let companions = [Companion { shared: Shared::Source, value: "s" }];
        let mut forms: Vec<NameForm<'_>> = names
            .iter()
            .enumerate()
            .map(|(index, (text, count))| NameForm { companions: if index % 3 == 0 { &companions } else { &[] }, ..form(text, *count) })
            .collect();
        let there = cluster(&forms, &Judgements::default());
        let turn = usize::try_from(seed % 13).unwrap_or(0);
        forms.reverse();
        if !forms.is_empty() {
            let turn = turn % forms.len();
            forms.rotate_left(turn);
        }
        prop_assert_eq!(there, cluster(&forms, &Judgements::default()));
    }

    #[test]
    fn no_cluster_holds_what_forbids(names in prop::collection::vec((NAMES, 1_u64..20), 0..12)) {
        let forms: Vec<NameForm<'_>> = names.iter().map(|(text, count)| form(text, *count)).collect();
        for cluster in cluster(&forms, &Judgements::default()).clusters {
            for a in &cluster.forms {
                for b in &cluster.forms {
                    let forbidden = super::super::compare::forbids(&Name::read(&a.text), &Name::read(&b.text), &Evidence::default());
                    prop_assert!(forbidden.is_none(), "{} / {}", a.text, b.text);
                }
            }
        }
    }

    #[test]
    fn any_text_does_no_harm(texts in prop::collection::vec(any::<String>(), 0..8)) {
        let forms: Vec<NameForm<'_>> = texts.iter().map(|text| form(text, 1)).collect();
        let _ = cluster(&forms, &Judgements::default());
    }
}
