//! Anchors: an entry keeps its anchor for as long as it keeps its name, so that links to it stay valid.

use std::collections::HashSet;

/// The anchors of one page.
#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    /// The anchor of an entry, from its kind and its names. Characters that would have to be escaped in a link become hyphens; an anchor
    /// that is then taken gets a number.
    pub(super) fn add(&mut self, parts: &[&str]) -> String {
        let base = anchor(parts);
        let numbered = std::iter::once(base.clone()).chain((2_u32..).map(|number| format!("{base}-{number}")));
        let free = numbered.into_iter().find(|anchor| !self.taken.contains(anchor)).unwrap_or(base);
        self.taken.insert(free.clone());
        free
    }
}

/// `code-ErrorCode-card_declined`.
pub(super) fn anchor(parts: &[&str]) -> String {
    let mut text = String::new();
    for c in parts.join("-").chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == '_' || c == '.' => text.push(c),
            _ if text.ends_with('-') => {}
            _ => text.push('-'),
        }
    }
    text.trim_end_matches('-').to_owned()
}
