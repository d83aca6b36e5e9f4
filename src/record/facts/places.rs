//! The places of a form, in few bytes: a dataset has many, and most are read only where something is wrong.

use std::mem;

use integer_encoding::VarInt;
use serde::{Deserialize, Serialize};

use crate::words::{FactPlace, RecordRef};

/// Places in the order of the run. A form that occurs once keeps no list of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Places {
    One(FactPlace),
    Many(Box<Packed>),
}

/// Each place by how far it is from the one before: some five bytes instead of sixteen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Packed {
    count: u64,
    last: FactPlace,
    bytes: Vec<u8>,
}

/// What the first place is told from.
const ORIGIN: RecordRef = RecordRef { file: 0, start: 0 };

impl Places {
    pub(super) fn count(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(packed) => packed.count as usize,
        }
    }

    pub(super) fn iter(&self) -> Iter<'_> {
        match self {
            Self::One(place) => Iter { one: Some(*place), bytes: &[], before: ORIGIN },
            Self::Many(packed) => packed.iter(),
        }
    }

    /// Whether they are as they were packed, and each holds.
    pub(super) fn are_sound(&self, holds: &impl Fn(FactPlace) -> bool) -> bool {
        let Self::Many(packed) = self else { return self.iter().all(holds) };
        let (mut count, mut last) = (0, FactPlace::new(ORIGIN, 0));
        let are_in_order = packed.iter().all(|place| {
            let is_in_order = last <= place;
            (count, last) = (count + 1, place);
            is_in_order && holds(place)
        });
        are_in_order && (count, last) == (packed.count, packed.last)
    }

    pub(super) fn add(&mut self, place: FactPlace) {
        match self {
            // Records come in order: nearly always.
            Self::Many(packed) if packed.last <= place => packed.push(place),
            Self::One(_) | Self::Many(_) => self.merge(&Self::One(place)),
        }
    }

    /// Gives a file's number to places that all lie in one file, the first of all.
    pub(super) fn move_to(&mut self, file: u32) {
        match self {
            Self::One(place) => *place = place.in_file(file),
            Self::Many(packed) => {
                let places: Vec<FactPlace> = packed.iter().map(|place| place.in_file(file)).collect();
                **packed = Packed::of(&places);
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if let (Self::Many(packed), Some(first)) = (&mut *self, other.iter().next())
            && packed.last <= first
        {
            return other.iter().for_each(|place| packed.push(place));
        }
        let (own, others) = (mem::replace(self, Self::One(FactPlace::new(ORIGIN, 0))), other.iter());
        let mut places: Vec<FactPlace> = own.iter().chain(others).collect();
        // A stable sort finds the two runs that are in order.
        places.sort();
        *self = Self::Many(Box::new(Packed::of(&places)));
    }
}

impl Packed {
    /// Of places in order.
    fn of(places: &[FactPlace]) -> Self {
        let mut packed = Self { count: 0, last: FactPlace::new(ORIGIN, 0), bytes: Vec::new() };
        places.iter().for_each(|place| packed.push(*place));
        packed.bytes.shrink_to_fit();
        packed
    }

    fn iter(&self) -> Iter<'_> {
        Iter { one: None, bytes: &self.bytes, before: ORIGIN }
    }

    /// Adds a place that does not stand before the last.
    fn push(&mut self, place: FactPlace) {
        let (record, before) = (place.record(), self.last.record());
        let files_on = record.file - before.file;
        self.write(u64::from(place.node()) << 1 | u64::from(files_on > 0));
        if files_on > 0 {
            self.write(u64::from(files_on));
            self.write(record.start);
        } else {
            self.write(record.start - before.start);
        }
        self.last = place;
        self.count += 1;
    }

    fn write(&mut self, number: u64) {
        /// Seven bits a byte.
        const LONGEST: usize = 10;
        let mut bytes = [0; LONGEST];
        let length = number.encode_var(&mut bytes);
        // Doubling would leave as much room again unused.
        if self.bytes.len() + length > self.bytes.capacity() {
            self.bytes.reserve_exact(LONGEST + self.bytes.len() / 4);
        }
        self.bytes.extend_from_slice(&bytes[..length]);
    }
}

/// Places as they were packed.
#[derive(Debug, Clone)]
pub(super) struct Iter<'p> {
    one: Option<FactPlace>,
    bytes: &'p [u8],
    before: RecordRef,
}

impl Iter<'_> {
    fn read(&mut self) -> Option<u64> {
        let (number, length) = u64::decode_var(self.bytes)?;
        self.bytes = self.bytes.get(length..)?;
        Some(number)
    }
}

impl Iterator for Iter<'_> {
    type Item = FactPlace;

    fn next(&mut self) -> Option<FactPlace> {
        if let Some(place) = self.one.take() {
            return Some(place);
        }
        let node = self.read()?;
        let record = match node & 1 {
            0 => RecordRef { file: self.before.file, start: self.before.start.checked_add(self.read()?)? },
            _ => RecordRef {
                file: self.before.file.checked_add(u32::try_from(self.read()?).ok()?)?,
                start: self.read()?,
            },
        };
        self.before = record;
        Some(FactPlace::new(record, u32::try_from(node >> 1).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place() -> impl Strategy<Value = FactPlace> {
        let start = prop_oneof![0u64..40, any::<u64>()];
        let node = prop_oneof![0u32..4, any::<u32>()];
        (prop_oneof![0u32..3, any::<u32>()], start, node)
            .prop_map(|(file, start, node)| FactPlace::new(RecordRef { file, start }, node))
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn places_come_back_in_order(places in proptest::collection::vec(place(), 1..40), cut in 0usize..40) {
            let of = |places: &[FactPlace]| {
                let (first, others) = places.split_first()?;
                let mut packed = Places::One(*first);
                others.iter().for_each(|place| packed.add(*place));
                Some(packed)
            };
            let whole = of(&places).unwrap();
            let mut sorted = places.clone();
            sorted.sort();
            prop_assert_eq!(whole.count(), places.len());
            prop_assert_eq!(whole.iter().collect::<Vec<_>>(), sorted);
            let (left, right) = places.split_at(cut.min(places.len()));
            if let (Some(mut left), Some(right)) = (of(left), of(right)) {
                left.merge(&right);
                prop_assert_eq!(left, whole);
            }
        }
    }
}
