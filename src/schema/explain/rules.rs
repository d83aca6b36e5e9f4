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

    #[test]
    fn they_are_those_of_the_family_that_judge_nothing_by_themselves() {
        let of_the_stage = ALL.iter().filter(|rule| matches!(rule.check(), Check::Stage));
        let ids: Vec<&str> =
            of_the_stage.map(|rule| rule.id()).filter(|id| id.starts_with("schema/")).collect();
        assert_eq!([FORMAT, MISSING_FIELD, NOT_ALLOWED, UNKNOWN_FIELD, VIOLATION, WRONG_TYPE].to_vec(), ids);
    }
}
