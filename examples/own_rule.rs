//! Rules of a house's own over a text: one that stands in the program, and some that are made of a list when it runs.
//! `cargo run --example own_rule`

#[path = "house/capitals.rs"]
mod capitals;

use tadqiq::rule::{Check, ValueCheck};
use tadqiq::text::character_classes::CharacterClasses;
use tadqiq::{Level, Options, Role, Rule, Rules, Subject, message};

const TEXT: &str = r#"{"id": "r1", "kind": "visit", "status": "held", "when": {"value": "2022-05-10"},
    "participants": [{"name": "JANE ROE"}, {"name": "John Doe"}, {"name": "N.N."}]}"#;

fn main() -> Result<(), tadqiq::Error> {
    let list = [("no-placeholder-doe", "John Doe"), ("no-placeholder-nn", "N.N.")];
    let mut rules = Rules::default();
    rules.extend([&capitals::RULE]);
    rules.extend(list.map(|(defect, name)| against(defect, name.to_owned())));
    let options = Options { rules, select: vec!["house".to_owned()], ..Options::default() };
    let report = tadqiq::check(&Subject::record(TEXT), &options)?;
    println!("{}", tadqiq::render::plain(&report));
    let found: Vec<&str> = report.diagnostics().map(|found| found.rule.id()).collect();
    assert_eq!(found, ["house/capitals", "house/no-placeholder-doe", "house/no-placeholder-nn"]);
    Ok(())
}

/// A rule against a name that stands for nobody: its words and its check are made of the list.
fn against(defect: &str, nobody: String) -> Rule {
    let page = format!("A placeholder stands for a name.\n\nThe list of this house has {nobody}.");
    let check = ValueCheck::closure(move |name, _, findings| {
        if name.text() == nobody {
            findings.at(name, message!("{nobody} is nobody", nobody: nobody.as_str()));
        }
    });
    let of = vec![Role::PersonName].into();
    let check = Check::Value { of, only_with: CharacterClasses::ANYTHING, check };
    Rule::new(format!("house/{defect}").into(), Level::Error, check).with_page(page.into())
}
