//! Where the schema objects of a schema stand.

use rustc_hash::FxHashMap;
use serde_json::Value;

pub(super) fn object<'s>(schema: &'s Value, keyword: &str) -> impl Iterator<Item = (&'s String, &'s Value)> {
    schema.get(keyword).and_then(Value::as_object).into_iter().flatten()
}

/// A schema object is the same one wherever a reference leads to it.
pub(super) fn address(schema: &Value) -> usize {
    std::ptr::from_ref(schema) as usize
}

/// The pointer of every schema object of a schema.
pub(super) struct Pointers {
    by_address: FxHashMap<usize, String>,
    order: Vec<usize>,
}

impl Pointers {
    const LISTS: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
    const MAPS: [&str; 6] =
        ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"];
    const SINGLE: [&str; 12] = [
        "items",
        "additionalItems",
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "contains",
        "not",
        "if",
        "then",
        "else",
        "propertyNames",
        "contentSchema",
    ];

    pub(super) fn of(schema: &Value) -> Self {
        let mut pointers = Self { by_address: FxHashMap::default(), order: Vec::new() };
        let mut waiting = vec![(schema, String::new())];
        while let Some((schema, pointer)) = waiting.pop() {
            let mut inside = Vec::new();
            for keyword in Self::MAPS {
                for (name, below) in object(schema, keyword) {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    inside.push((below, format!("{pointer}/{keyword}/{name}")));
                }
            }
            for keyword in Self::LISTS {
                for (index, below) in
                    schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate()
                {
                    inside.push((below, format!("{pointer}/{keyword}/{index}")));
                }
            }
            for keyword in Self::SINGLE {
                if let Some(below) = schema.get(keyword).filter(|below| !below.is_array()) {
                    inside.push((below, format!("{pointer}/{keyword}")));
                }
            }
            // The first is taken next: annotations are numbered in the order of the schema.
            waiting.extend(inside.into_iter().rev());
            pointers.by_address.insert(address(schema), pointer);
            pointers.order.push(address(schema));
        }
        pointers
    }

    pub(super) fn of_address(&self, address: usize) -> String {
        self.by_address.get(&address).cloned().unwrap_or_default()
    }

    pub(super) fn schemas<'s>(
        &'s self,
        root: &'s Value,
    ) -> impl Iterator<Item = (usize, &'s str, &'s Value)> {
        self.order.iter().filter_map(move |address| {
            let pointer = self.by_address.get(address)?;
            Some((*address, pointer.as_str(), root.pointer(pointer)?))
        })
    }
}
