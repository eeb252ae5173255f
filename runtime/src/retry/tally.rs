use super::classify::Source;
use alloc::vec::Vec;

/// Counts the attempts for entries that have their own attempt limit. Without such entries, it does not allocate.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    counts: Vec<(Source, u32)>,
}

impl Tally {
    /// Counts an attempt that ended with an outcome of this entry, and returns the number of such attempts.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn count(&mut self, source: Source) -> u32 {
        match self.counts.iter_mut().find(|(known, _)| *known == source) {
            Some((_, count)) => {
                *count = count.saturating_add(1);
                *count
            }
            None => {
                self.counts.push((source, 1));
                1
            }
        }
    }
}
