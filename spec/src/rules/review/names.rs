//! Lists of names in a sentence.

use crate::lists::IntoVec;

/// `A`, `A and B`, `A, B and C`; only the first few of many.
pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 6;
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).into_vec();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        many if many.len() > SHOWN => format!("{} and {} more", many[..SHOWN].join(", "), many.len() - SHOWN),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
