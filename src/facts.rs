/// Facts.
#[derive(Debug, Default)]
pub struct Facts {}
