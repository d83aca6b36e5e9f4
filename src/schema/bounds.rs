//! What a schema may be, so that judging by it ends soon and within memory.
//!
//! Everything here walks with a list of its own instead of recursion: what it guards against is deep.

use referencing::{Draft, Registry, Resolver, ResourceRef, uri};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::{ReferenceProblem, SchemaError};
use crate::Pointer;

/// Bytes of one schema file.
pub(super) const MOST_BYTES: usize = 16 << 20;
/// Values in one another. What compiles a schema does it in recursion.
const DEEPEST: usize = 128;
/// Values of a schema, all files together.
const MOST_VALUES: usize = 1 << 20;
/// Schemas that refer to or contain one another for one and the same value of a record.
const LONGEST_CHAIN: usize = 256;
/// Schemas that are entered in one another for a record of that depth; twice as many fit a stack of 2 MiB.
const MOST_STEPS: usize = 4_096;
const RECORD_DEPTH: usize = 128;
/// Ways in which one value of a record may be judged.
const MOST_WAYS: u64 = 20_000;

/// Refuses a schema that is too deep or too large. Takes it apart then: dropping it would recurse as deep.
pub(super) fn check_size(schema: Value) -> Result<Value, SchemaError> {
    let mut values = 0;
    let mut waiting = vec![(&schema, 1)];
    let mut error = None;
    while let Some((value, depth)) = waiting.pop() {
        values += 1;
        if depth > DEEPEST {
            error = Some(SchemaError::TooDeep { most: DEEPEST });
            break;
        }
        if values > MOST_VALUES {
            error = Some(SchemaError::TooMany { most: MOST_VALUES });
            break;
        }
        match value {
            Value::Object(members) => waiting.extend(members.values().map(|value| (value, depth + 1))),
            Value::Array(elements) => waiting.extend(elements.iter().map(|value| (value, depth + 1))),
            _ => {}
        }
    }
    match error {
        None => Ok(schema),
        Some(error) => {
            take_apart(schema);
            Err(error)
        }
    }
}

fn take_apart(value: Value) {
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => waiting.extend(members.into_iter().map(|(_, value)| value)),
            Value::Array(elements) => waiting.extend(elements),
            _ => {}
        }
    }
}

/// How the ways in which a value is judged grow with the depth of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Growth {
    /// By how much they multiply at each level, at worst; 1 for a schema that does not refer to itself.
    pub(super) factor: u64,
    /// How many schemas are entered in one another, at most.
    pub(super) steps: usize,
}

/// Refuses a schema whose references lead nowhere, round in a circle, through too long a chain, or to
/// too many ways of judging one value (a small schema that doubles 24 times through `allOf` has 16 million).
pub(super) fn check_references(root: &Value, base_uri: &str) -> Result<Growth, SchemaError> {
    let unresolvable = |error: referencing::Error| SchemaError::of_reference(root, base_uri, &error);
    let resource = ResourceRef::new(root, Draft::default().detect(root));
    let registry = Registry::new()
        .add(base_uri, resource)
        .and_then(|builder| builder.prepare())
        .map_err(unresolvable)?;
    let base = uri::from_str(base_uri).map_err(unresolvable)?;
    let graph = Graph::of(root, registry.resolver(base))?;
    let order = graph.innermost_first(root)?;
    graph.check_ways(root, &order)
}

/// The schema objects of a schema, and what judges where.
struct Graph<'s> {
    schemas: Vec<&'s Value>,
    /// Schemas that judge the same value as this one.
    beside: Vec<Vec<usize>>,
    /// Schemas that judge values inside it.
    below: Vec<Vec<usize>>,
}

impl<'s> Graph<'s> {
    fn of(root: &'s Value, resolver: Resolver<'s>) -> Result<Self, SchemaError> {
        let draft = Draft::default().detect(root);
        let mut graph = Self { schemas: Vec::new(), beside: Vec::new(), below: Vec::new() };
        let mut builder = Builder { root, draft, numbers: FxHashMap::default(), waiting: Vec::new() };
        builder.number(&mut graph, root, resolver);
        while let Some((number, resolver)) = builder.waiting.pop() {
            builder.connect(&mut graph, number, &resolver)?;
        }
        Ok(graph)
    }

    /// All schemas, each behind those that judge the same value for it.
    fn innermost_first(&self, root: &Value) -> Result<Vec<usize>, SchemaError> {
        let mut pending: Vec<usize> = self.beside.iter().map(Vec::len).collect();
        let mut asked_by = vec![Vec::new(); self.schemas.len()];
        for (number, beside) in self.beside.iter().enumerate() {
            beside.iter().for_each(|other| asked_by[*other].push(number));
        }
        let mut chain = vec![0_usize; self.schemas.len()];
        let mut order: Vec<usize> = (0..self.schemas.len()).filter(|number| pending[*number] == 0).collect();
        let mut next = 0;
        while let Some(&number) = order.get(next) {
            next += 1;
            if chain[number] > LONGEST_CHAIN {
                return Err(SchemaError::LongChain {
                    pointer: self.pointer(root, number),
                    most: LONGEST_CHAIN,
                });
            }
            for &outer in &asked_by[number] {
                chain[outer] = chain[outer].max(chain[number] + 1);
                pending[outer] -= 1;
                if pending[outer] == 0 {
                    order.push(outer);
                }
            }
        }
        match pending.iter().position(|waiting| *waiting > 0) {
            Some(number) => Err(SchemaError::Circle { pointer: self.pointer(root, number) }),
            None => Ok(order),
        }
    }

    /// Bounds the ways in which any one value of a record is judged: those of the schemas beside one
    /// another are added up, and of what they say of values inside, the most is taken.
    ///
    /// Where a schema refers to itself this counts one round of it; [`Growth`] is about the others.
    fn check_ways(&self, root: &Value, order: &[usize]) -> Result<Growth, SchemaError> {
        let circles = Circles::of(self);
        // What a circle leads to comes before the circle; inside of one, the innermost comes first.
        let mut order = order.to_vec();
        order.sort_by_key(|number| circles.of[*number]);
        let mut ways = vec![1_u64; self.schemas.len()];
        let mut returning = vec![0_u64; self.schemas.len()];
        for &number in &order {
            let same_circle = |other: &&usize| circles.of[**other] == circles.of[number];
            let inside =
                self.below[number].iter().filter(|other| !same_circle(other)).map(|other| ways[*other]);
            let beside =
                self.beside[number].iter().fold(0_u64, |sum, other| sum.saturating_add(ways[*other]));
            ways[number] = inside.max().unwrap_or(1).max(1).saturating_add(beside);
            if ways[number] > MOST_WAYS {
                let pointer = self.pointer(root, number);
                return Err(SchemaError::TooManyWays { pointer, most: MOST_WAYS });
            }
            let back = u64::from(self.below[number].iter().any(|other| same_circle(&other)));
            let beside = self.beside[number].iter().filter(same_circle);
            returning[number] = beside.fold(back, |sum, other| sum.saturating_add(returning[*other]));
        }
        let steps = self.check_steps(root, &order, &circles)?;
        Ok(Growth { factor: returning.into_iter().max().unwrap_or(0).max(1), steps })
    }

    /// Bounds how many schemas are entered in one another: jsonschema enters them in recursion.
    fn check_steps(&self, root: &Value, order: &[usize], circles: &Circles) -> Result<usize, SchemaError> {
        let mut steps = vec![0_usize; self.schemas.len()];
        let mut chain = vec![1_usize; self.schemas.len()];
        for circle in order.chunk_by(|one, other| circles.of[*one] == circles.of[*other]) {
            let (mut longest, mut behind, mut returns) = (1, 0, circle.len() > 1);
            for &number in circle {
                let inside = |other: &&usize| circles.of[**other] == circles.of[number];
                let beside = self.beside[number].iter().filter(inside).map(|other| chain[*other]).max();
                chain[number] = 1 + beside.unwrap_or(0);
                longest = longest.max(chain[number]);
                returns |= self.below[number].contains(&number);
                let beyond =
                    self.beside[number].iter().chain(&self.below[number]).filter(|other| !inside(other));
                behind = beyond.map(|other| steps[*other]).max().unwrap_or(0).max(behind);
            }
            let here = if returns { longest * RECORD_DEPTH } else { 1 };
            for &number in circle {
                steps[number] = here + behind;
                if steps[number] > MOST_STEPS {
                    let pointer = self.pointer(root, number);
                    return Err(SchemaError::LongChain { pointer, most: MOST_STEPS });
                }
            }
        }
        Ok(steps.into_iter().max().unwrap_or(0))
    }

    fn pointer(&self, root: &Value, number: usize) -> Pointer {
        self.schemas.get(number).and_then(|schema| pointer_of(root, schema)).unwrap_or_default()
    }
}

/// Which schemas lead back to one another: Tarjan's strongly connected components, with a list for a stack.
struct Circles {
    /// The circle of each schema. A circle has a higher number than those it leads to.
    of: Vec<usize>,
}

impl Circles {
    fn of(graph: &Graph<'_>) -> Self {
        const UNSEEN: usize = usize::MAX;
        let size = graph.schemas.len();
        let leads_to: Vec<Vec<usize>> = graph
            .beside
            .iter()
            .zip(&graph.below)
            .map(|(beside, below)| [&beside[..], below].concat())
            .collect();
        let mut circles = Self { of: vec![UNSEEN; size] };
        let (mut seen, mut lowest) = (vec![UNSEEN; size], vec![0; size]);
        let (mut clock, mut count) = (0, 0);
        let mut open = Vec::new();
        for start in 0..size {
            if seen[start] != UNSEEN {
                continue;
            }
            let mut path = vec![(start, 0)];
            while let Some((number, edge)) = path.pop() {
                if edge == 0 {
                    (seen[number], lowest[number]) = (clock, clock);
                    clock += 1;
                    open.push(number);
                }
                if let Some(&other) = leads_to[number].get(edge) {
                    path.push((number, edge + 1));
                    if seen[other] == UNSEEN {
                        path.push((other, 0));
                    } else if circles.of[other] == UNSEEN {
                        lowest[number] = lowest[number].min(seen[other]);
                    }
                    continue;
                }
                if let Some((above, _)) = path.last() {
                    lowest[*above] = lowest[*above].min(lowest[number]);
                }
                if lowest[number] == seen[number] {
                    while let Some(member) = open.pop() {
                        circles.of[member] = count;
                        if member == number {
                            break;
                        }
                    }
                    count += 1;
                }
            }
        }
        circles
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

/// The pointer of a value of the schema, known by its address.
pub(super) fn pointer_of(root: &Value, wanted: &Value) -> Option<Pointer> {
    pointer_where(root, |_, value| std::ptr::eq(value, wanted))
}

/// The pointer of the first value that fits, in the order of the schema.
pub(super) fn pointer_where(root: &Value, fits: impl Fn(&str, &Value) -> bool) -> Option<Pointer> {
    // Steps are linked backwards, so that a pointer is written out only for the one that is found.
    let mut steps: Vec<(usize, String)> = vec![(0, String::new())];
    let mut waiting = vec![(root, 0)];
    while let Some((value, step)) = waiting.pop() {
        if fits(&steps[step].1, value) {
            let mut tokens = Vec::new();
            let mut at = step;
            while at != 0 {
                tokens.push(steps[at].1.as_str());
                at = steps[at].0;
            }
            return Some(
                tokens.into_iter().rev().fold(Pointer::root(), |pointer, token| pointer.join(token)),
            );
        }
        let first = waiting.len();
        let mut go = |token: String, value| {
            steps.push((step, token));
            waiting.push((value, steps.len() - 1));
        };
        match value {
            Value::Object(members) => members.iter().for_each(|(key, value)| go(key.clone(), value)),
            Value::Array(elements) => {
                elements.iter().enumerate().for_each(|(index, value)| go(index.to_string(), value))
            }
            _ => {}
        }
        waiting[first..].reverse();
    }
    None
}
