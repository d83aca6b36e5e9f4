//! The rules that a record's schema speaks as. Their pages stand with the other rules.

use crate::rule::RuleId;

pub(super) const FORMAT: RuleId = RuleId::new("schema/format");
pub(super) const MISSING_FIELD: RuleId = RuleId::new("schema/missing-field");
pub(super) const NOT_ALLOWED: RuleId = RuleId::new("schema/not-allowed");
pub(super) const UNKNOWN_FIELD: RuleId = RuleId::new("schema/unknown-field");
pub(super) const VIOLATION: RuleId = RuleId::new("schema/violation");
pub(super) const WRONG_TYPE: RuleId = RuleId::new("schema/wrong-type");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Check;
    use crate::rules::ALL;
    use crate::schema::slips::{DUPLICATE_KEYWORD, IGNORED_SIBLING, OF_A_LIST, UNKNOWN_KEYWORD};

    #[test]
    fn they_are_those_of_the_family_that_judge_nothing_by_themselves() {
        let of_the_stage = ALL.iter().filter(|rule| matches!(rule.check(), Check::Stage));
        let ids: Vec<&str> =
            of_the_stage.map(|rule| rule.id()).filter(|id| id.starts_with("schema/")).collect();
        let known = [
            DUPLICATE_KEYWORD,
            FORMAT,
            IGNORED_SIBLING,
            MISSING_FIELD,
            NOT_ALLOWED,
            OF_A_LIST,
            UNKNOWN_FIELD,
            UNKNOWN_KEYWORD,
            VIOLATION,
            WRONG_TYPE,
        ];
        assert_eq!(known.to_vec(), ids);
    }
}
