/// What a rule may know beside its record.
#[derive(Debug, Default)]
pub struct Context {}
