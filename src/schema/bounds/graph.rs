//! Which schema objects judge the same value, and which judge values inside it.

use referencing::{Draft, Resolver, ResourceRef};
use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::schema::place::pointer_of;
use crate::schema::{ReferenceProblem, SchemaError};

/// The schema objects of a schema, and what judges where.
pub(super) struct Graph<'s> {
    pub(super) schemas: Vec<&'s Value>,
    /// Schemas that judge the same value as this one.
    pub(super) beside: Vec<Vec<usize>>,
    /// Schemas that judge values inside it.
    pub(super) below: Vec<Vec<usize>>,
}

impl<'s> Graph<'s> {
    pub(super) fn of(root: &'s Value, resolver: Resolver<'s>) -> Result<Self, SchemaError> {
        let draft = Draft::default().detect(root);
        let mut graph = Self { schemas: Vec::new(), beside: Vec::new(), below: Vec::new() };
        let mut builder = Builder { root, draft, numbers: FxHashMap::default(), waiting: Vec::new() };
        builder.number(&mut graph, root, resolver);
        while let Some((number, resolver)) = builder.waiting.pop() {
            builder.connect(&mut graph, number, &resolver)?;
        }
        Ok(graph)
    }
}

/// Finds the schema objects that a schema leads to.
struct Builder<'s> {
    root: &'s Value,
    draft: Draft,
    numbers: FxHashMap<usize, usize>,
    waiting: Vec<(usize, Resolver<'s>)>,
}

impl<'s> Builder<'s> {
    const BESIDE: [&'static str; 4] = ["not", "if", "then", "else"];
    const BESIDE_LISTS: [&'static str; 3] = ["allOf", "anyOf", "oneOf"];
    const BESIDE_MAPS: [&'static str; 2] = ["dependentSchemas", "dependencies"];
    const BELOW: [&'static str; 7] = [
        "items",
        "additionalItems",
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "contains",
        "propertyNames",
    ];
    const BELOW_LISTS: [&'static str; 2] = ["prefixItems", "items"];
    const BELOW_MAPS: [&'static str; 2] = ["properties", "patternProperties"];
    const REFERENCES: [&'static str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

    /// The number of a schema, known by its address: a new one if it was not met before.
    fn number(&mut self, graph: &mut Graph<'s>, schema: &'s Value, resolver: Resolver<'s>) -> usize {
        let known = self.numbers.len();
        let number = *self.numbers.entry(std::ptr::from_ref(schema) as usize).or_insert(known);
        if number == known {
            graph.schemas.push(schema);
            graph.beside.push(Vec::new());
            graph.below.push(Vec::new());
            self.waiting.push((number, resolver));
        }
        number
    }

    fn connect(
        &mut self,
        graph: &mut Graph<'s>,
        number: usize,
        resolver: &Resolver<'s>,
    ) -> Result<(), SchemaError> {
        let schema = graph.schemas[number];
        let Some(object) = schema.as_object() else { return Ok(()) };
        let list = |keyword: &str| object.get(keyword).and_then(Value::as_array).into_iter().flatten();
        let map = |keyword: &str| {
            object.get(keyword).and_then(Value::as_object).into_iter().flatten().map(|(_, value)| value)
        };
        let beside = Self::BESIDE.iter().filter_map(|keyword| object.get(*keyword));
        let beside = beside.chain(Self::BESIDE_LISTS.iter().flat_map(|keyword| list(keyword)));
        let beside = beside.chain(Self::BESIDE_MAPS.iter().flat_map(|keyword| map(keyword)));
        for other in beside {
            let number_of_other = self.part(graph, other, resolver)?;
            graph.beside[number].push(number_of_other);
        }
        let below = Self::BELOW.iter().filter_map(|keyword| object.get(*keyword));
        let below = below.chain(Self::BELOW_LISTS.iter().flat_map(|keyword| list(keyword)));
        let below = below.chain(Self::BELOW_MAPS.iter().flat_map(|keyword| map(keyword)));
        for other in below {
            let number_of_other = self.part(graph, other, resolver)?;
            graph.below[number].push(number_of_other);
        }
        for keyword in Self::REFERENCES {
            let Some(reference) = object.get(keyword).and_then(Value::as_str) else { continue };
            let resolved = resolver.lookup(reference).map_err(|error| {
                let pointer = pointer_of(self.root, schema).unwrap_or_default().join(keyword);
                SchemaError::Reference {
                    pointer,
                    reference: reference.to_owned(),
                    problem: ReferenceProblem::of(&error),
                }
            })?;
            let (target, resolver, _) = resolved.into_inner();
            let target = self.number(graph, target, resolver);
            graph.beside[number].push(target);
        }
        Ok(())
    }

    fn part(
        &mut self,
        graph: &mut Graph<'s>,
        schema: &'s Value,
        resolver: &Resolver<'s>,
    ) -> Result<usize, SchemaError> {
        let inner = resolver.in_subresource(ResourceRef::new(schema, self.draft));
        let inner = inner
            .map_err(|error| SchemaError::of_reference(self.root, resolver.base_uri().as_str(), &error))?;
        Ok(self.number(graph, schema, inner))
    }
}
