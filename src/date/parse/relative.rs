//! Relations: `أمس`, `الشهر الماضي`, `courant`, `العاشر منه`.

use super::super::reading::{PartKind, Relation, StatedDate};
use super::super::vocabulary::role;
use super::Parser;

impl Parser<'_> {
    /// `أمس`, `الشهر الماضي`, `next week`, `الخميس الماضي` without a number.
    pub(super) fn relative(&mut self, said: &mut StatedDate) -> bool {
        if said.weekday.is_some() {
            return false;
        }
        if let Some(entry) = self.entry(0).filter(|entry| entry.has(role::OFFSET)) {
            said.relation = Some(Relation::Days(entry.offset));
            self.push_part(PartKind::Relative, entry.offset.into());
            return true;
        }
        let start = self.checkpoint();
        if self.unit_with_relation(said) {
            return true;
        }
        said.follows = false;
        self.rewind(&start);
        false
    }

    /// `الماضي`, `courant`, `من الشهر القادم`, `العام المقبل` after a day or month.
    pub(super) fn relative_tail(&mut self, said: &mut StatedDate) -> bool {
        let start = self.checkpoint();
        if self.has(0, role::OF | role::AT) && !self.has(0, role::RELATIVE) {
            self.at += 1;
        } else if let Some(entry) =
            self.entry(0).filter(|entry| entry.has(role::RELATIVE) && !entry.has(role::UNIT))
        {
            let relation = if said.month.is_some() {
                Relation::Nearest(entry.relative)
            } else {
                Relation::Unit(1, entry.relative)
            };
            said.relation = Some(relation);
            said.follows = entry.has(role::FOLLOWING);
            self.push_part(PartKind::Relative, entry.relative.into());
            return true;
        }
        let before = said.relation;
        if self.unit_with_relation(said) {
            let wanted = if said.month.is_some() { 2 } else { 1 };
            if matches!(said.relation, Some(Relation::Unit(unit, _)) if unit == wanted) {
                return true;
            }
        }
        (said.relation, said.follows) = (before, false);
        self.rewind(&start);
        false
    }

    /// A unit and its relation in either order: `الشهر الماضي`, `هذا الشهر`, `next year`.
    fn unit_with_relation(&mut self, said: &mut StatedDate) -> bool {
        let (unit_at, relation_at) = if self.has(0, role::UNIT) { (0, 1) } else { (1, 0) };
        let relation_role = if unit_at == 0 { role::RELATIVE } else { role::RELATIVE_BEFORE };
        let Some(unit) = self.entry(unit_at).filter(|entry| entry.has(role::UNIT)) else {
            return false;
        };
        let Some(relation) = self.entry(relation_at).filter(|entry| entry.has(relation_role)) else {
            return false;
        };
        said.relation = Some(Relation::Unit(unit.unit, relation.relative));
        said.follows = relation.has(role::FOLLOWING);
        for at in 0..2 {
            if at == unit_at {
                self.push_part(PartKind::Unit, unit.unit.into());
            } else {
                self.push_part(PartKind::Relative, relation.relative.into());
            }
        }
        true
    }

    /// `العاشر منه`, `du même mois`: of the month of the date before; `5 mai de la même année`: of its year.
    pub(super) fn anaphor(&mut self, said: &mut StatedDate) -> bool {
        let ahead = usize::from(self.has(0, role::OF | role::FROM | role::AT) && self.has(1, role::ANAPHOR));
        let wanted = if said.month.is_some() { 2 } else { 1 };
        let is_anaphor =
            self.entry(ahead).is_some_and(|entry| entry.has(role::ANAPHOR) && entry.unit == wanted);
        if is_anaphor {
            said.relation = Some(Relation::Anaphor);
            self.at += ahead;
            self.push_part(PartKind::Anaphor, 0);
        }
        is_anaphor
    }
}
