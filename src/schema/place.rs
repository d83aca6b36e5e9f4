//! Where in a schema something stands.

use serde_json::Value;

use crate::words::Pointer;

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
