//! One walk over a record beside its layout: which value carries which role, in which group.

use rustc_hash::FxHashMap;

use super::{Annotation, Branch, Condition, Form, FormId, Layout};
use crate::notation::document::{Document, Kind, Node};
use crate::words::Role;
use crate::words::role::RoleType;

/// The roles of one record. It keeps its memory from record to record.
#[derive(Debug)]
pub struct RoleTape {
    /// By role, then in the order of the record.
    hits: Vec<Hit>,
    /// The same by group, then by role, then in the order of the record: what lies in a group is found
    /// without looking at what lies in the others, of which a record may have any number.
    hits_by_group: Vec<Hit>,
    /// In the order of the record; the first is the record itself.
    groups: Vec<GroupHit>,
    /// The groups that say something of a day, by number.
    of_days: Vec<u32>,
    /// Where each role's hits start, and at the end their number.
    starts: [u32; Role::ALL.len() + 1],
    unsorted: Vec<Hit>,
    /// The groups without an object of their own, by their row and their number in the layout; and the annotation of
    /// the value that each is placed at.
    flat: FxHashMap<(u32, u32), (u32, u32)>,
}

/// A value that carries a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The role.
    pub role: Role,
    /// The value's node.
    pub node: u32,
    /// The innermost group it lies in, by its number; 0 is the record.
    pub group: u32,
    /// The annotation, by its number in the layout.
    pub annotation: u32,
}

/// Leaves that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupHit {
    /// What the group is; none for the record itself.
    pub role: Option<Role>,
    /// Its object's node; of a flat one that of its first value, in the order of the schema.
    pub node: u32,
    /// The group it lies in.
    pub parent: u32,
    /// The number it has in the layout, if it has no object of its own.
    pub flat: Option<u32>,
}

impl Default for RoleTape {
    fn default() -> Self {
        Self {
            hits: Vec::new(),
            hits_by_group: Vec::new(),
            groups: Vec::new(),
            of_days: Vec::new(),
            starts: [0; Role::ALL.len() + 1],
            unsorted: Vec::new(),
            flat: FxHashMap::default(),
        }
    }
}

impl RoleTape {
    /// The values that carry a role, in the order of the record.
    pub fn hits(&self, role: Role) -> &[Hit] {
        let role = role as usize;
        &self.hits[self.starts[role] as usize..self.starts[role + 1] as usize]
    }

    /// The values in a group, by its number, that carry a role, in the order of the record.
    pub fn hits_in(&self, group: u32, role: Role) -> &[Hit] {
        let wanted = (group, role as u8);
        let place = |hit: &Hit| (hit.group, hit.role as u8);
        let start = self.hits_by_group.partition_point(|hit| place(hit) < wanted);
        let from = self.hits_by_group.get(start..).unwrap_or_default();
        let end = from.iter().take_while(|hit| place(hit) == wanted).count();
        from.get(..end).unwrap_or_default()
    }

    /// The groups that hold a date, a date's text or a weekday, by number, in order.
    pub fn of_days(&self) -> &[u32] {
        &self.of_days
    }

    /// The groups, in the order of the record; the first is the record itself.
    pub fn groups(&self) -> &[GroupHit] {
        &self.groups
    }

    fn clear(&mut self) {
        self.unsorted.clear();
        self.groups.clear();
        self.groups.push(GroupHit { role: None, node: 0, parent: 0, flat: None });
        self.flat.clear();
    }

    /// Adds a group, and gives its number.
    fn open(&mut self, group: GroupHit) -> u32 {
        self.groups.push(group);
        (self.groups.len() - 1) as u32
    }

    /// A counting sort: roles are few, and hits of one role must keep their order.
    fn sort(&mut self) {
        self.starts = [0; Role::ALL.len() + 1];
        for hit in &self.unsorted {
            self.starts[hit.role as usize + 1] += 1;
        }
        for role in 0..Role::ALL.len() {
            self.starts[role + 1] += self.starts[role];
        }
        let mut next = self.starts;
        self.hits.clear();
        self.hits.extend_from_slice(&self.unsorted);
        for hit in &self.unsorted {
            let slot = &mut next[hit.role as usize];
            self.hits[*slot as usize] = *hit;
            *slot += 1;
        }
        self.hits_by_group.clear();
        self.hits_by_group.extend_from_slice(&self.hits);
        // By node, so that those of one group and role keep the order of the record.
        self.hits_by_group.sort_unstable_by_key(|hit| (hit.group, hit.role as u8, hit.node));
        self.of_days.clear();
        for role in [Role::Date, Role::DateText, Role::DateEnd, Role::Weekday] {
            let range = self.starts[role as usize] as usize..self.starts[role as usize + 1] as usize;
            self.of_days.extend(self.hits[range].iter().map(|hit| hit.group));
        }
        self.of_days.sort_unstable();
        self.of_days.dedup();
    }
}

impl Layout {
    /// Finds the roles of a record's values.
    pub fn read<'r>(&self, document: Document<'_>, tape: &'r mut RoleTape) -> &'r RoleTape {
        tape.clear();
        if self.form(self.root).carries_roles {
            let around = Around { group: 0, row: 0 };
            Walk { layout: self, tape }.visit(document.root(), self.root, around);
        }
        tape.sort();
        tape
    }

    /// The keys under which an object of a record may hold a value whose annotation is one that is looked for, in order.
    pub fn keys_for(&self, object: Node<'_>, is_looked_for: impl Fn(&Annotation) -> bool) -> Vec<&str> {
        let forms = self.forms_of(object);
        let members = forms.iter().flat_map(|form| self.form(*form).members.iter());
        let mut keys: Vec<&str> = members
            .filter(|(_, member)| {
                let annotations = &self.form(*member).annotations;
                annotations.iter().any(|annotation| is_looked_for(self.annotation(*annotation)))
            })
            .map(|(key, _)| key)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The roles that the schema gives to the place of a value, whatever the value is.
    pub fn roles_at(&self, node: Node<'_>) -> Vec<Role> {
        let forms = self.forms_of(node);
        let annotations = forms.iter().flat_map(|form| &self.form(*form).annotations);
        let mut roles: Vec<Role> = annotations.map(|annotation| self.annotation(*annotation).role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// The key under which an object of this one's schema has a group, and in it the key of a role.
    pub fn key_within(&self, object: Node<'_>, group: Role, role: Role) -> Option<(&str, &str)> {
        let carries = |form: FormId, role: Role| {
            let annotations = &self.form(form).annotations;
            annotations.iter().any(|annotation| self.annotation(*annotation).role == role)
        };
        let forms = self.forms_of(object);
        let members = forms.iter().flat_map(|form| self.form(*form).members.iter());
        members.filter(|(_, member)| carries(*member, group)).find_map(|(key, member)| {
            let mut inner = self.form(member).members.iter();
            let (inner, _) = inner.find(|(_, member)| carries(*member, role))?;
            Some((key, inner))
        })
    }

    /// The forms that hold for a value, found from the root down.
    fn forms_of(&self, node: Node<'_>) -> Vec<FormId> {
        let document = node.document();
        let mut path = document.ancestors(node);
        path.push(node);
        let mut forms = self.holding(self.root, document.root());
        for step in path.windows(2) {
            let [around, inner] = step else { continue };
            let mut below = Vec::new();
            for form in &forms {
                self.forms_below(self.form(*form), *around, *inner, |form| {
                    below.extend(self.holding(form, *inner));
                });
            }
            forms = below;
        }
        forms
    }

    fn forms_below(&self, form: &Form, around: Node<'_>, inner: Node<'_>, mut take: impl FnMut(FormId)) {
        if let Some(key) = inner.key_of_value() {
            return self.member_forms(form, key, take);
        }
        let index = around.elements().position(|element| element.index() == inner.index());
        if let Some(element) = index.and_then(|index| form.of_element(index)) {
            take(element);
        }
    }

    fn member_forms(&self, form: &Form, key: Node<'_>, mut take: impl FnMut(FormId)) {
        if let Some(member) = form.members.of(key) {
            return take(member);
        }
        if form.others.is_empty() {
            return;
        }
        let Some(name) = key.as_str() else { return };
        for others in &form.others {
            let mut matched = false;
            for (pattern, member) in &others.patterns {
                if pattern.matches(&name) == Some(true) {
                    matched = true;
                    take(*member);
                }
            }
            if let (false, Some(additional)) = (matched, others.additional) {
                take(additional);
            }
        }
    }

    /// A form and those of its branches that hold for a value.
    fn holding(&self, form: FormId, node: Node<'_>) -> Vec<FormId> {
        let mut holding = vec![form];
        let mut next = 0;
        while let Some(&form) = holding.get(next) {
            next += 1;
            for branch in &self.form(form).branches {
                if !holding.contains(&branch.form) && holds(branch, node) {
                    holding.push(branch.form);
                }
            }
        }
        holding
    }

    fn form(&self, form: FormId) -> &Form {
        &self.forms[form as usize]
    }
}

impl Form {
    fn of_element(&self, index: usize) -> Option<FormId> {
        self.prefix.get(index).copied().or(self.items)
    }
}

struct Walk<'w> {
    layout: &'w Layout,
    tape: &'w mut RoleTape,
}

/// What a value lies in.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// The innermost group, by its number.
    group: u32,
    /// The innermost row: the node of the group's object, or of the element of a list, whichever is nearer. The values
    /// of one row make its flat groups.
    row: u32,
}

impl Walk<'_> {
    fn visit(&mut self, node: Node<'_>, form: FormId, around: Around) {
        let layout = self.layout;
        let known = layout.form(form);
        if known.branches.is_empty() {
            return self.visit_form(node, known, around);
        }
        let holding = layout.holding(form, node);
        // Leaves of one form may lie in the group that another opens.
        let around =
            holding.iter().fold(around, |around, form| self.annotate(node, layout.form(*form), around));
        for form in holding {
            self.descend(node, layout.form(form), around);
        }
    }

    fn visit_form(&mut self, node: Node<'_>, form: &Form, around: Around) {
        let around = self.annotate(node, form, around);
        self.descend(node, form, around);
    }

    /// Notes the roles of the value itself. What its members lie in.
    fn annotate(&mut self, node: Node<'_>, form: &Form, around: Around) -> Around {
        let mut inner = around;
        for &annotation in &form.annotations {
            let role = self.layout.annotation(annotation).role;
            let index = node.index().0;
            if role.is_group() {
                if node.kind() == Kind::Object
                    && self.tape.groups[inner.group as usize].role_at(index) != Some(role)
                {
                    let group = GroupHit { role: Some(role), node: index, parent: inner.group, flat: None };
                    inner = Around { group: self.tape.open(group), row: index };
                }
                continue;
            }
            // A value of another type is the schema's business.
            if !fits(role, node) {
                continue;
            }
            let known = self.tape.unsorted.iter().rev().take_while(|known| known.node == index);
            if known.into_iter().any(|known| known.role == role) {
                continue;
            }
            let group = self.group_of(annotation, index, around);
            self.tape.unsorted.push(Hit { role, node: index, group, annotation });
        }
        inner
    }

    /// The group of a value: the flat one that its annotation names, else the object it lies in.
    fn group_of(&mut self, annotation: u32, node: u32, around: Around) -> u32 {
        let Some(flat) = self.layout.flat.of_annotation.get(annotation as usize).copied().flatten() else {
            return around.group;
        };
        if let Some((known, first)) = self.tape.flat.get_mut(&(around.row, flat)) {
            // Members have no order: the group is placed the same however its row is written.
            if let Some(group) = self.tape.groups.get_mut(*known as usize).filter(|_| annotation < *first) {
                (group.node, *first) = (node, annotation);
            }
            return *known;
        }
        let role = self.layout.membership(flat).map(|membership| membership.group);
        let group = self.tape.open(GroupHit { role, node, parent: around.group, flat: Some(flat) });
        self.tape.flat.insert((around.row, flat), (group, annotation));
        group
    }

    fn descend(&mut self, node: Node<'_>, form: &Form, around: Around) {
        match node.kind() {
            Kind::Object => self.descend_into_object(node, form, around),
            Kind::Array => self.descend_into_array(node, form, around),
            _ => {}
        }
    }

    fn descend_into_object(&mut self, node: Node<'_>, form: &Form, around: Around) {
        if form.members.is_empty() && form.others.is_empty() {
            return;
        }
        for (key, value) in node.members() {
            self.layout.member_forms(form, key, |member| self.visit_if_useful(value, member, around));
        }
    }

    fn descend_into_array(&mut self, node: Node<'_>, form: &Form, around: Around) {
        if form.prefix.is_empty() && form.items.is_none() {
            return;
        }
        for (index, element) in node.elements().enumerate() {
            if let Some(element_form) = form.of_element(index) {
                let around = Around { row: element.index().0, ..around };
                self.visit_if_useful(element, element_form, around);
            }
        }
    }

    fn visit_if_useful(&mut self, node: Node<'_>, form: FormId, around: Around) {
        if self.layout.form(form).carries_roles {
            self.visit(node, form, around);
        }
    }
}

/// Whether a number is written as a whole one: `7`, and not `7.0` or `7e2`.
fn is_whole(number: &str) -> bool {
    number.strip_prefix('-').unwrap_or(number).bytes().all(|byte| byte.is_ascii_digit())
}

impl GroupHit {
    fn role_at(&self, node: u32) -> Option<Role> {
        self.role.filter(|_| self.node == node)
    }
}

fn fits(role: Role, node: Node<'_>) -> bool {
    let kind = node.kind();
    match role.goes_on() {
        RoleType::String => kind == Kind::String,
        RoleType::Id => kind == Kind::String || node.number_text().is_some_and(is_whole),
        RoleType::Integer => kind == Kind::Number,
        RoleType::Boolean => kind == Kind::Boolean,
        RoleType::Object => kind == Kind::Object,
    }
}

fn holds(branch: &Branch, node: Node<'_>) -> bool {
    match &branch.condition {
        Condition::Valid(validator) => validator.is_valid(node),
        Condition::Invalid(validator) => !validator.is_valid(node),
        Condition::HasMember(name) => node.get(name).is_some(),
    }
}
