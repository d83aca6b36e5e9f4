//! RULES.md is made of the index: `TADQIQ_UPDATE=1 cargo test --test house` writes it again.

use std::fmt::Write;

use tadqiq::internals::rules::ALL;

#[test]
fn the_table_of_rules_is_that_of_the_index() {
    let mut table = String::from(
        "# Rules\n\nMade of the index of rules; do not edit.\n\n| rule | level | defect |\n| --- | --- | --- |\n",
    );
    for rule in ALL {
        let title = rule.title().replace('|', "\\|");
        writeln!(table, "| {} | {} | {title} |", rule.id(), rule.level().name())
            .expect("memory takes everything");
    }
    if std::env::var_os("TADQIQ_UPDATE").is_some() {
        std::fs::write("RULES.md", &table).expect("the table can be written");
    }
    let kept = std::fs::read_to_string("RULES.md").unwrap_or_default();
    assert_eq!(kept, table);
}
