//! What a schema may be, so that judging by it ends soon and within memory.
//!
//! Everything here walks with a list of its own instead of recursion: what it guards against is deep.

mod circles;
mod graph;

use referencing::{Draft, Registry, ResourceRef, uri};
use serde_json::Value;

use super::SchemaError;
use crate::schema::place::pointer_of;
use crate::words::Pointer;
use circles::Circles;
use graph::Graph;

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

impl Graph<'_> {
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
