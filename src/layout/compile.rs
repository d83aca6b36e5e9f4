//! A schema is compiled into forms: sets of schema objects that hold together for a value.

use jsonschema::{Draft, Validator};
use referencing::{Registry, Resolver, ResourceRef};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::error::LayoutErrorKind;
use super::membership::FlatGroups;
use super::pointers::{Pointers, address, object};
use super::{Annotation, Branch, Condition, Form, FormId, Layout, LayoutError, NamedMembers, OtherMembers};
use crate::notation::document::{PreparedKey, TapeJson};
use crate::text::pattern::BoundedPattern;
use crate::words::Role;

/// More forms than any schema made by people has; fewer than would take memory.
const MOST_FORMS: usize = 20_000;

/// Compiles the schema object at a pointer (`/$defs/person`) of the schema.
pub type ValidatorAt<'v> = dyn Fn(&str) -> Result<Validator<TapeJson>, String> + 'v;

impl Layout {
    /// Compiles a self-contained schema, whose base URI is `base`.
    ///
    /// # Errors
    ///
    /// The first annotation that cannot be understood, wherever it stands; or what kept a
    /// reference, a pattern or a condition from being compiled.
    pub fn compile(schema: &Value, base: &str, validator_at: &ValidatorAt<'_>) -> Result<Self, LayoutError> {
        let pointers = Pointers::of(schema);
        let unresolvable = |error: &dyn std::fmt::Display| LayoutError {
            pointer: String::new(),
            kind: LayoutErrorKind::Unresolvable(error.to_string()),
        };
        let annotations = read_annotations(schema, &pointers)?;
        let placed: Vec<_> = annotations
            .iter()
            .map(|(at, annotation)| (format!("{}/x-tadqiq", pointers.of_address(*at)), annotation))
            .collect();
        let placed: Vec<_> = placed.iter().map(|(at, annotation)| (at.as_str(), *annotation)).collect();
        let flat = FlatGroups::of(&placed)?;
        let registry = Registry::new().add(base, schema).and_then(|builder| builder.prepare());
        let registry = registry.map_err(|error| unresolvable(&error))?;
        let base = referencing::uri::from_str(base).map_err(|error| unresolvable(&error))?;
        let mut compiler = Compiler {
            draft: Draft::default().detect(schema),
            pointers: &pointers,
            annotation_of: annotations
                .iter()
                .enumerate()
                .map(|(number, (at, _))| (*at, number as u32))
                .collect(),
            annotations: &annotations,
            known: FxHashMap::default(),
            forms: Vec::new(),
            pending_branches: Vec::new(),
            queue: Vec::new(),
        };
        let root = compiler.form(vec![(schema, registry.resolver(base))])?;
        compiler.compile_queued()?;
        compiler.find_what_carries_roles();
        compiler.compile_branches(validator_at)?;
        let forms = compiler.forms;
        Ok(Self {
            forms,
            flat,
            annotations: annotations.into_iter().map(|(_, annotation)| annotation).collect(),
            root,
        })
    }
}

type Schemas<'s> = Vec<(&'s Value, Resolver<'s>)>;

struct Compiler<'s> {
    draft: Draft,
    pointers: &'s Pointers,
    annotations: &'s [(usize, Annotation)],
    annotation_of: FxHashMap<usize, u32>,
    known: FxHashMap<Vec<usize>, FormId>,
    forms: Vec<Form>,
    /// Conditions are compiled last, and only where roles lie behind them.
    pending_branches: Vec<(FormId, PendingCondition, FormId)>,
    queue: Vec<(FormId, Schemas<'s>)>,
}

enum PendingCondition {
    Valid(usize),
    Invalid(usize),
    HasMember(Box<str>),
}

impl<'s> Compiler<'s> {
    /// The form of the schema objects that hold where these do; its members are compiled later.
    fn form(&mut self, schemas: Schemas<'s>) -> Result<FormId, LayoutError> {
        let closed = self.close(schemas)?;
        let mut key: Vec<usize> = closed.iter().map(|(schema, _)| address(schema)).collect();
        key.sort_unstable();
        if let Some(&form) = self.known.get(&key) {
            return Ok(form);
        }
        if self.forms.len() >= MOST_FORMS {
            return Err(LayoutError { pointer: String::new(), kind: LayoutErrorKind::TooLarge(MOST_FORMS) });
        }
        let form = self.forms.len() as FormId;
        self.forms.push(Form::default());
        self.known.insert(key, form);
        self.queue.push((form, closed));
        Ok(form)
    }

    fn form_of_some(&mut self, schemas: Schemas<'s>) -> Result<Option<FormId>, LayoutError> {
        if schemas.is_empty() { Ok(None) } else { self.form(schemas).map(Some) }
    }

    /// What holds wherever these hold: through references and `allOf`.
    fn close(&self, schemas: Schemas<'s>) -> Result<Schemas<'s>, LayoutError> {
        let mut closed: Schemas<'s> = Vec::new();
        let mut waiting = schemas;
        while let Some((schema, resolver)) = waiting.pop() {
            if !schema.is_object() || closed.iter().any(|(known, _)| address(known) == address(schema)) {
                continue;
            }
            for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
                let Some(reference) = schema.get(keyword).and_then(Value::as_str) else { continue };
                let resolved =
                    resolver.lookup(reference).map_err(|error| self.unresolvable(schema, &error))?;
                let (contents, resolver, _) = resolved.into_inner();
                waiting.push((contents, resolver));
            }
            for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                waiting.push(self.below(part, &resolver)?);
            }
            closed.push((schema, resolver));
        }
        Ok(closed)
    }

    fn below(
        &self,
        schema: &'s Value,
        resolver: &Resolver<'s>,
    ) -> Result<(&'s Value, Resolver<'s>), LayoutError> {
        let resource = ResourceRef::new(schema, self.draft);
        let resolver =
            resolver.in_subresource(resource).map_err(|error| self.unresolvable(schema, &error))?;
        Ok((schema, resolver))
    }

    fn unresolvable(&self, schema: &Value, error: &dyn std::fmt::Display) -> LayoutError {
        self.error(schema, LayoutErrorKind::Unresolvable(error.to_string()))
    }

    fn error(&self, schema: &Value, kind: LayoutErrorKind) -> LayoutError {
        LayoutError { pointer: self.pointers.of_address(address(schema)), kind }
    }

    // A loop over a queue, not recursion: forms may follow one another as deep as a schema is large.
    fn compile_queued(&mut self) -> Result<(), LayoutError> {
        while let Some((form, schemas)) = self.queue.pop() {
            let annotations = self.annotations_of(&schemas)?;
            let (members, others) = self.members(&schemas)?;
            let (prefix, items) = self.elements(&schemas)?;
            self.branches(form, &schemas)?;
            let compiled = Form { annotations, members, others, prefix, items, ..Form::default() };
            self.forms[form as usize] = compiled;
        }
        Ok(())
    }

    fn annotations_of(&self, schemas: &Schemas<'s>) -> Result<Vec<u32>, LayoutError> {
        let numbers = schemas
            .iter()
            .filter_map(|(schema, _)| Some((schema, *self.annotation_of.get(&address(schema))?)));
        let mut found = Vec::new();
        for (schema, number) in numbers {
            let role = self.annotations[number as usize].1.role;
            for (typed, _) in schemas {
                if let Some(types) = typed.get("type").filter(|types| !allows(types, role)) {
                    return Err(self.error(schema, wrong_type(role, types)));
                }
            }
            found.push(number);
        }
        found.sort_unstable();
        Ok(found)
    }

    #[allow(clippy::type_complexity)] // Two fields of a form, made in one pass.
    fn members(&mut self, schemas: &Schemas<'s>) -> Result<(NamedMembers, Vec<OtherMembers>), LayoutError> {
        let mut others = Vec::new();
        let mut parts = Vec::new();
        for (schema, resolver) in schemas {
            let mut patterns = Vec::new();
            for (pattern, below) in object(schema, "patternProperties") {
                let regex = BoundedPattern::new(pattern)
                    .map_err(|_| self.error(schema, LayoutErrorKind::Pattern(pattern.clone())))?;
                patterns.push((regex, self.below(below, resolver)?));
            }
            let additional = ["additionalProperties", "unevaluatedProperties"]
                .into_iter()
                .find_map(|keyword| schema.get(keyword))
                .filter(|below| below.is_object())
                .map(|below| self.below(below, resolver))
                .transpose()?;
            parts.push((object(schema, "properties").collect::<Vec<_>>(), patterns, additional, resolver));
        }
        let mut named: Vec<&'s str> =
            parts.iter().flat_map(|(named, ..)| named.iter().map(|(name, _)| name.as_str())).collect();
        named.sort_unstable();
        named.dedup();
        let mut members = Vec::new();
        for name in named {
            let mut holding = Vec::new();
            for (properties, patterns, additional, resolver) in &parts {
                let before = holding.len();
                if let Some((_, below)) = properties.iter().find(|(property, _)| *property == name) {
                    holding.push(self.below(below, resolver)?);
                }
                holding.extend(
                    patterns
                        .iter()
                        .filter(|(regex, _)| regex.matches(name) == Some(true))
                        .map(|(_, below)| below.clone()),
                );
                if holding.len() == before {
                    holding.extend(additional.clone());
                }
            }
            members.push((PreparedKey::new(name), self.form(holding)?));
        }
        for (_, patterns, additional, _) in parts {
            if patterns.is_empty() && additional.is_none() {
                continue;
            }
            let mut compiled = Vec::new();
            for (regex, below) in patterns {
                compiled.push((regex, self.form(vec![below])?));
            }
            let additional = self.form_of_some(additional.into_iter().collect())?;
            others.push(OtherMembers { patterns: compiled, additional });
        }
        Ok((NamedMembers::new(members), others))
    }

    fn elements(&mut self, schemas: &Schemas<'s>) -> Result<(Vec<FormId>, Option<FormId>), LayoutError> {
        let mut parts = Vec::new();
        for (schema, resolver) in schemas {
            // Before draft 2020-12, `items` as a list was what `prefixItems` is now.
            let listed = [schema.get("prefixItems"), schema.get("items")];
            let prefix = listed.into_iter().flatten().find_map(Value::as_array);
            let prefix = prefix.into_iter().flatten().map(|below| self.below(below, resolver));
            let prefix = prefix.collect::<Result<Vec<_>, _>>()?;
            let rest = ["items", "additionalItems", "unevaluatedItems"].into_iter();
            let rest = rest.filter_map(|keyword| schema.get(keyword)).find(|below| below.is_object());
            parts.push((prefix, rest.map(|below| self.below(below, resolver)).transpose()?));
        }
        let length = parts.iter().map(|(prefix, _)| prefix.len()).max().unwrap_or(0);
        let mut prefix = Vec::new();
        for index in 0..length {
            let holding =
                parts.iter().filter_map(|(prefix, rest)| prefix.get(index).or(rest.as_ref())).cloned();
            prefix.push(self.form(holding.collect())?);
        }
        let items = self.form_of_some(parts.into_iter().filter_map(|(_, rest)| rest).collect())?;
        Ok((prefix, items))
    }

    fn branches(&mut self, form: FormId, schemas: &Schemas<'s>) -> Result<(), LayoutError> {
        for (schema, resolver) in schemas {
            for keyword in ["anyOf", "oneOf"] {
                for below in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                    self.branch(form, PendingCondition::Valid(address(below)), below, resolver)?;
                }
            }
            if let Some(condition) = schema.get("if") {
                self.branch(form, PendingCondition::Valid(address(condition)), condition, resolver)?;
                if let Some(then) = schema.get("then") {
                    self.branch(form, PendingCondition::Valid(address(condition)), then, resolver)?;
                }
                if let Some(otherwise) = schema.get("else") {
                    self.branch(form, PendingCondition::Invalid(address(condition)), otherwise, resolver)?;
                }
            }
            for keyword in ["dependentSchemas", "dependencies"] {
                for (name, below) in object(schema, keyword).filter(|(_, below)| below.is_object()) {
                    self.branch(form, PendingCondition::HasMember(name.as_str().into()), below, resolver)?;
                }
            }
        }
        Ok(())
    }

    fn branch(
        &mut self,
        form: FormId,
        condition: PendingCondition,
        schema: &'s Value,
        resolver: &Resolver<'s>,
    ) -> Result<(), LayoutError> {
        let below = self.below(schema, resolver)?;
        let branch = self.form(vec![below])?;
        self.pending_branches.push((form, condition, branch));
        Ok(())
    }

    fn find_what_carries_roles(&mut self) {
        for form in &mut self.forms {
            form.carries_roles = !form.annotations.is_empty();
        }
        let mut behind: FxHashMap<FormId, Vec<FormId>> = FxHashMap::default();
        for (form, _, branch) in &self.pending_branches {
            behind.entry(*form).or_default().push(*branch);
        }
        // What a form leads to, turned round, so that each form is looked at once.
        let mut leads_here: Vec<Vec<FormId>> = vec![Vec::new(); self.forms.len()];
        for (number, form) in self.forms.iter().enumerate() {
            let others = form
                .others
                .iter()
                .flat_map(|others| others.patterns.iter().map(|(_, below)| below).chain(&others.additional));
            let below = form.members.forms().chain(&form.prefix).chain(&form.items).chain(others);
            for &below in below.chain(behind.get(&(number as FormId)).into_iter().flatten()) {
                leads_here[below as usize].push(number as FormId);
            }
        }
        let mut waiting: Vec<FormId> =
            (0..self.forms.len() as FormId).filter(|form| self.forms[*form as usize].carries_roles).collect();
        while let Some(form) = waiting.pop() {
            for &above in &leads_here[form as usize] {
                if !std::mem::replace(&mut self.forms[above as usize].carries_roles, true) {
                    waiting.push(above);
                }
            }
        }
    }

    fn compile_branches(&mut self, validator_at: &ValidatorAt<'_>) -> Result<(), LayoutError> {
        for (form, condition, branch) in std::mem::take(&mut self.pending_branches) {
            if !self.forms[branch as usize].carries_roles {
                continue;
            }
            let validator = |address: usize| {
                let pointer = self.pointers.of_address(address);
                validator_at(&pointer).map(Box::new).map_err(|reason| LayoutError {
                    pointer: pointer.clone(),
                    kind: LayoutErrorKind::Condition(reason),
                })
            };
            let condition = match condition {
                PendingCondition::Valid(address) => Condition::Valid(validator(address)?),
                PendingCondition::Invalid(address) => Condition::Invalid(validator(address)?),
                PendingCondition::HasMember(name) => Condition::HasMember(name),
            };
            self.forms[form as usize].branches.push(Branch { condition, form: branch });
        }
        Ok(())
    }
}

fn allows(types: &Value, role: Role) -> bool {
    let fits = |name: &Value| name.as_str().is_some_and(|name| role.goes_on().is_allowed_by(name));
    types.as_array().map_or_else(|| fits(types), |types| types.iter().any(fits))
}

fn wrong_type(role: Role, types: &Value) -> LayoutErrorKind {
    let found =
        types.as_array().map_or_else(|| types.clone(), |types| types.first().cloned().unwrap_or_default());
    let fitting = Role::ALL.into_iter().filter(|role| allows(types, *role)).map(Role::name);
    LayoutErrorKind::WrongType {
        role: role.name(),
        wanted: role.goes_on().name(),
        found: found.as_str().unwrap_or("another").to_owned(),
        nearest: crate::text::nearest::nearest(role.name(), fitting).map(str::to_owned),
    }
}

/// Every annotation of the schema with the address of the schema object it stands in, reachable or not:
/// a typing error in a part that nothing refers to yet is an error all the same.
fn read_annotations(schema: &Value, pointers: &Pointers) -> Result<Vec<(usize, Annotation)>, LayoutError> {
    let mut annotations = Vec::new();
    for (address, pointer, schema) in pointers.schemas(schema) {
        let Some(written) = schema.get("x-tadqiq") else { continue };
        let fail = |(below, kind)| LayoutError { pointer: format!("{pointer}/x-tadqiq{below}"), kind };
        let annotation = Annotation::read(written, schema).map_err(fail)?;
        if (annotation.role == Role::Reference) != annotation.to.is_some() {
            return Err(fail((String::new(), LayoutErrorKind::Target)));
        }
        annotations.push((address, annotation));
    }
    Ok(annotations)
}

#[cfg(test)]
mod tests;
