//! What a rule is: data, with one function.

use std::borrow::Cow;

use crate::words::{Argument, Level, Message};

mod check;
mod finding;
mod id;
mod reference;
mod rules;

pub use check::{Check, Conclude, Needs, Observe, RecordCheck, ValueCheck};
pub(crate) use finding::Unchecked;
pub use finding::{Finding, Findings};
pub use id::RuleId;
pub use reference::RuleRef;
pub use rules::{Rules, RulesError};

// What a check is given: a record by its roles, what stands beside it, and the facts that records leave.
pub use crate::record::digest::digest;
pub use crate::record::registry::{Entry, EntryKind, EntryValue, Registries, Registry};
pub use crate::record::texts::{DigestCheck, Passage, QuotePart, SourceText, SourceTexts, StatedDays};
pub use crate::record::{
    Context, Facts, Group, LanguagePlace, Note, Participant, Record, Uses, Vacancy, Value, When,
};

/// Where the pages of our own rules lie on the web.
pub const PAGES: &str = "https://tadqiq.github.io/tadqiq/rules/";

/// One check, with a name, a page and tests of its own.
///
/// A rule is a value. What is said of it may stand in the program, as [`rule!`](crate::rule!) writes it, or be made
/// at run time; its check may be a plain function, or a closure that holds what it needs.
///
/// ```
/// use tadqiq::rule::{Check, Needs, RecordCheck};
/// use tadqiq::{Level, Role, Rule, message};
///
/// let (word, level) = (String::from("TBD"), Level::Info); // as a file of one's own may say it
/// let id = format!("house/no-{}", word.to_lowercase());
/// let check = RecordCheck::closure(move |record, _, findings| {
///     for title in record.values(Role::Text).filter(|title| title.text() == word) {
///         findings.at(&title, message!("says {word}", word: word.as_str()));
///     }
/// });
/// let needs = Needs::any_of(&[Role::Text]);
/// let rule = Rule::new(id.into(), level, Check::Record { needs, check }).with_page("A title is missing.".into());
/// assert_eq!((rule.id(), rule.title().as_str()), ("house/no-tbd", "a title is missing"));
/// ```
#[derive(Debug, Clone)]
pub struct Rule {
    id: RuleId,
    level: Level,
    check: Check,
    stability: Stability,
    cause: CauseArguments,
    since: Option<Cow<'static, str>>,
    page: Option<Cow<'static, str>>,
    url: Option<Cow<'static, str>>,
    yields: Option<Cow<'static, [RuleId]>>,
    aliases: Option<Cow<'static, [RuleId]>>,
}

/// How far a rule may be built on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stability {
    /// It stays as it is.
    #[default]
    Stable,
    /// It may still change or go: it runs only where it is asked for by its name.
    Preview,
    /// It will go; its page says what to use instead.
    Deprecated,
}

impl Stability {
    /// Its name: `stable`, `preview`, `deprecated`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Preview => "preview",
            Self::Deprecated => "deprecated",
        }
    }
}

/// Which arguments of a finding's message make its cause: what one decision settles in all records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CauseArguments {
    /// All that come from the data.
    #[default]
    Data,
    /// Those of these names.
    Named(&'static [&'static str]),
    /// None, but the value itself that the finding points at: what is right of one value says nothing of another.
    Value,
    /// None: what stands in a column is one cause, whatever it is.
    None,
}

impl Rule {
    /// A rule of that name, `family/defect`, at a level, unless the config says otherwise.
    #[must_use]
    pub const fn new(id: RuleId, level: Level, check: Check) -> Self {
        Self {
            id,
            level,
            check,
            stability: Stability::Stable,
            cause: CauseArguments::Data,
            since: None,
            page: None,
            url: None,
            yields: None,
            aliases: None,
        }
    }

    /// With the version that brought it.
    ///
    /// # Panics
    ///
    /// When that is said of it twice, as for all that is said of a rule so.
    #[must_use]
    pub const fn with_since(mut self, version: Cow<'static, str>) -> Self {
        say(&mut self.since, version);
        self
    }

    /// With a page, in Markdown, whose first line is the rule's title.
    #[must_use]
    pub const fn with_page(mut self, page: Cow<'static, str>) -> Self {
        say(&mut self.page, page);
        self
    }

    /// With the address that its page has on the web.
    #[must_use]
    pub const fn with_url(mut self, url: Cow<'static, str>) -> Self {
        say(&mut self.url, url);
        self
    }

    /// With rules that it gives way to: where one of them has a finding at the same place, its own is dropped.
    #[must_use]
    pub const fn with_yields(mut self, rules: Cow<'static, [RuleId]>) -> Self {
        say(&mut self.yields, rules);
        self
    }

    /// With names that it had before: who selects or ignores one of them means this rule.
    #[must_use]
    pub const fn with_aliases(mut self, names: Cow<'static, [RuleId]>) -> Self {
        say(&mut self.aliases, names);
        self
    }

    /// With another [`Stability`] than stable.
    #[must_use]
    pub const fn with_stability(mut self, stability: Stability) -> Self {
        self.stability = stability;
        self
    }

    /// With another [cause](CauseArguments) than all arguments from the data.
    #[must_use]
    pub const fn with_cause(mut self, cause: CauseArguments) -> Self {
        self.cause = cause;
        self
    }

    /// Its name, `family/defect`.
    pub fn id(&self) -> &str {
        self.id.as_str()
    }

    /// The part of its name before the slash.
    pub fn family(&self) -> &str {
        self.id.family()
    }

    /// Its level, unless the config says otherwise.
    pub fn level(&self) -> Level {
        self.level
    }

    /// How it finds.
    pub fn check(&self) -> &Check {
        &self.check
    }

    /// How far it may be built on.
    pub fn stability(&self) -> Stability {
        self.stability
    }

    /// Which arguments of its messages make a finding's cause.
    pub fn cause(&self) -> CauseArguments {
        self.cause
    }

    /// The version that brought it.
    pub fn since(&self) -> Option<&str> {
        self.since.as_deref()
    }

    /// Its page, in Markdown. The first line is its title.
    pub fn page(&self) -> &str {
        self.page.as_deref().unwrap_or_default()
    }

    /// The first line of its page as it stands in the middle of a line: "the date has no month".
    pub fn title(&self) -> String {
        let line = self.page().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(self.id());
        let mut characters = line.trim_end_matches('.').chars();
        let first = characters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(characters).collect()
    }

    /// The title as a message.
    pub(crate) fn title_message(&self) -> Message {
        crate::message!("{title}", title: Argument::ours(self.title()))
    }

    /// Where its page lies on the web; none for a rule of one's own that has none.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The rules it gives way to: where one of them has a finding at the same place, its own is dropped.
    pub fn yields(&self) -> &[RuleId] {
        self.yields.as_deref().unwrap_or_default()
    }

    /// The names it had before.
    pub fn aliases(&self) -> &[RuleId] {
        self.aliases.as_deref().unwrap_or_default()
    }
}

/// Says what was not said yet. Nothing may be dropped while a constant is made, so what stood there must hold nothing.
const fn say<T: ToOwned + ?Sized>(slot: &mut Option<Cow<'static, T>>, said: Cow<'static, T>) {
    assert!(slot.is_none(), "this is said of the rule already");
    std::mem::forget(slot.replace(said));
}

/// Declares a rule's static; its docstring is the rule's page.
///
/// ```
/// use tadqiq::rule::{Check, Findings, Needs};
/// use tadqiq::{Context, Level, Record, Role, message, rule};
///
/// rule! {
///     /// A title shouts.
///     ///
///     /// Write it as a sentence.
///     pub static SHOUTING = {
///         id: "house/shouting",
///         level: Level::Warning,
///         since: "1.0.0",
///         check: Check::record(Needs::any_of(&[Role::Text]), check),
///     }
/// }
///
/// fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
///     for title in record.values(Role::Text).filter(|title| title.text().ends_with('!')) {
///         findings.at(&title, message!("ends in !"));
///     }
/// }
/// # assert_eq!((SHOUTING.id(), SHOUTING.url()), ("house/shouting", None));
/// ```
///
/// After `since` may stand, in this order, the address of its page (`url`), the rules it gives way to (`yields`),
/// the names it had before (`aliases`), its [`Stability`](crate::rule::Stability) and its
/// [cause](CauseArguments)(crate::rule::Cause).
#[macro_export]
macro_rules! rule {
    (
        $(#[doc = $line:expr])*
        pub static $name:ident = {
            id: $id:literal,
            level: $level:expr,
            since: $since:literal,
            $(url: $url:expr,)?
            $(yields: [$($yields:literal),* $(,)?],)?
            $(aliases: [$($alias:literal),* $(,)?],)?
            $(stability: $stability:expr,)?
            $(cause: $cause:expr,)?
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $line])*
        pub static $name: $crate::Rule = $crate::Rule::new($crate::rule::RuleId::new($id), $level, $check)
            .with_since(::std::borrow::Cow::Borrowed($since))
            .with_page(::std::borrow::Cow::Borrowed(concat!($($line, "\n"),*)))
            $(.with_url(::std::borrow::Cow::Borrowed($url)))?
            $(.with_yields(::std::borrow::Cow::Borrowed(const { &[$($crate::rule::RuleId::new($yields)),*] })))?
            $(.with_aliases(::std::borrow::Cow::Borrowed(const { &[$($crate::rule::RuleId::new($alias)),*] })))?
            $(.with_stability($stability))?
            $(.with_cause($cause))?;
    };
}
