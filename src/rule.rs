//! What a rule is: data, with one function.

mod finding;

pub use finding::{Finding, Findings};

use crate::record::Value;
use crate::record::{Context, Facts, Record};
use crate::text::makeup::Makeup;
use crate::words::{Level, Message, Role};

/// Where the rules' pages lie on the web.
pub const PAGES: &str = "https://tadqiq.github.io/tadqiq/rules/";

/// One check, with a name, a page and tests of its own.
#[derive(Debug)]
pub struct Rule {
    /// Its name, `family/defect`.
    pub id: &'static str,
    /// Its level, unless the config says otherwise.
    pub level: Level,
    /// The version that brought it.
    pub since: &'static str,
    /// Its page, in Markdown: the docstring of its static. The first line is its title.
    pub page: &'static str,
    /// Rules it gives way to: where one of them has a finding at the same place, its own is dropped.
    pub yields: &'static [&'static str],
    /// Roles that it looks at: where a schema has none of them, it can say nothing. Empty: it looks at the record.
    pub needs: &'static [Role],
    /// How it finds.
    pub check: Check,
}

/// How a rule finds.
pub enum Check {
    /// Found while a file is read or held against its schema; the stage itself reports it.
    Stage,
    /// Judges values one by one, each by its text, role and language alone, whatever stands around it: a text
    /// that returns, as names do, may be judged once for all its places.
    Value {
        /// The roles whose values it judges.
        of: &'static [Role],
        /// It has nothing to say of a text that has none of this, and is not asked.
        only_with: Makeup,
        /// Judges one.
        check: fn(&Value<'_>, &Context, &mut Findings<'_>),
    },
    /// Judges a record alone.
    Record(fn(&Record<'_>, &Context, &mut Findings<'_>)),
    /// Judges the whole collection: facts from each record, then the facts together.
    Dataset {
        /// Leaves facts of a record.
        observe: fn(&Record<'_>, &Context, &mut Facts),
        /// Judges the facts of all records.
        conclude: fn(&Facts, &Context, &mut Findings<'_>),
    },
}

impl std::fmt::Debug for Check {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Stage => "Stage",
            Self::Value { .. } => "Value",
            Self::Record(_) => "Record",
            Self::Dataset { .. } => "Dataset",
        })
    }
}

impl Rule {
    /// The first line of its page as it stands in the middle of a line: "the date has no month".
    pub fn title(&self) -> String {
        let line = self.page.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(self.id);
        let mut characters = line.trim_end_matches('.').chars();
        let first = characters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(characters).collect()
    }

    /// The part of its name before the slash.
    pub fn family(&self) -> &'static str {
        self.id.split('/').next().unwrap_or(self.id)
    }

    /// Where its page lies on the web.
    pub fn url(&self) -> String {
        format!("{}{}", PAGES, self.id)
    }

    /// The title as a message.
    pub(crate) fn title_message(&self) -> Message {
        crate::message!("{title}", title: crate::words::Argument::ours(self.title()))
    }
}

/// Declares a rule's static; its docstring is the rule's page.
#[macro_export]
macro_rules! rule {
    (
        $(#[doc = $line:expr])*
        pub static $name:ident = {
            id: $id:literal,
            level: $level:expr,
            since: $since:literal,
            $(yields: $yields:expr,)?
            $(needs: $needs:expr,)?
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $line])*
        pub static $name: $crate::Rule = $crate::Rule {
            id: $id,
            level: $level,
            since: $since,
            page: concat!($($line, "\n"),*),
            yields: $crate::rule!(@or_empty $($yields)?),
            needs: $crate::rule!(@or_empty $($needs)?),
            check: $check,
        };
    };
    (@or_empty) => { &[] };
    (@or_empty $given:expr) => { &$given };
}
