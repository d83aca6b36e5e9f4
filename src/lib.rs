//! tadqiq
