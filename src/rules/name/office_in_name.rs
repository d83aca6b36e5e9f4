//! `name/office-in-name`

use crate::knowledge::names::offices::{OfficeReading, may_be_a_person, read};
use crate::knowledge::names::registry::is_registered;
use crate::message;
use crate::record::{Context, Participant, Record, Value};
use crate::rule::{Check, Findings, Needs};
use crate::text::key::{loose_key, loose_words};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

rule! {
    /// A name and an office stand in one value, or each in the other's field.
    ///
    /// "Ministra de Comercio Ana Robles" is neither found under the name nor under the office, and whoever holds the
    /// office next year is another person. The name belongs to the name's field, the office to its own.
    ///
    /// The fix, offered, writes each into its field. There is none for a family name alone, nor where the office's
    /// field says another office.
    ///
    /// **Not an error:** a title that is kept with the name (Sir, Baron, Sheikh, King); a family name that is also an office
    /// (Le Maire, Bishop, القاضي); `Last, First`; a party or another name in brackets; a name that the registry has so.
    pub static RULE = {
        id: "name/office-in-name",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::PersonName]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for participant in record.participants() {
        let Some(value) = participant.person().filter(|_| !participant.is_unnamed()) else { continue };
        let text = value.text();
        match read(&text) {
            OfficeReading::Other => {}
            _ if is_registered(context, Role::PersonName, &text) => {}
            OfficeReading::Office => exchanged(&participant, &value, findings),
            OfficeReading::Both { name, office } => {
                in_one_value(&participant, &value, &name, &office, findings)
            }
        }
    }
}

fn in_one_value(
    participant: &Participant<'_>,
    value: &Value<'_>,
    name: &str,
    office: &str,
    findings: &mut Findings<'_>,
) {
    let label = message!("{name} is a name, and {office} an office", name, office);
    let finding = findings.at(value, label);
    finding.title("a name and an office stand in one value");
    let edits = match edit_of_office(participant, value, office) {
        Some(edit) if is_full(name) => edit,
        _ => {
            finding.help("write the name alone here, and the office in its own field");
            return;
        }
    };
    let name = Edit::Replace { place: value.into(), text: name.to_owned() };
    finding.fix(Fix {
        title: message!("write each in its field"),
        safety: Safety::Unsafe,
        edits: [name].into_iter().chain(edits).collect(),
    });
}

/// More than a family name: de Vigny is one.
fn is_full(name: &str) -> bool {
    name.split_whitespace().filter(|word| !word.starts_with(char::is_lowercase)).nth(1).is_some()
}

/// The edit that puts the office into its field, none if it says so already; nothing at all if there is no such field or
/// it says another office.
fn edit_of_office(participant: &Participant<'_>, name: &Value<'_>, office: &str) -> Option<Option<Edit>> {
    let Some(held) = participant.office() else {
        let vacancy = name.vacancy(Role::Office)?;
        return Some(Some(vacancy.fill(name.record().reference(), office)));
    };
    let said = held.text();
    let (of_field, of_name) = (loose_words(&said), loose_words(office));
    if loose_key(&said) == loose_key(office) || of_name.iter().all(|word| of_field.contains(word)) {
        return Some(None);
    }
    let says_more = of_field.iter().all(|word| of_name.contains(word));
    says_more.then(|| Some(Edit::Replace { place: (&held).into(), text: office.to_owned() }))
}

/// The office where the name is due, and the name in the office's field.
fn exchanged(participant: &Participant<'_>, value: &Value<'_>, findings: &mut Findings<'_>) {
    let Some(held) = participant.office() else { return };
    let (office, name) = (value.text(), held.text());
    if !is_full(&name) || !may_be_a_person(&name) || read(&name) != OfficeReading::Other {
        return;
    }
    let label = message!("{office} is an office, and {name}, in the field of the office, a name", office: office.as_ref(), name: name.as_ref());
    let finding = findings.at(value, label);
    finding.title("a name and an office stand each in the other's field");
    finding.related(&held, "the name").fix(Fix {
        title: message!("exchange the two"),
        safety: Safety::Unsafe,
        edits: vec![
            Edit::Replace { place: value.into(), text: name.clone().into_owned() },
            Edit::Replace { place: (&held).into(), text: office.clone().into_owned() },
        ],
    });
}
