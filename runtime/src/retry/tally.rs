use super::classify::Source;

/// Counts the attempts for entries that have their own attempt limit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    counts: [Option<(Source, u32)>; 4],
}

impl Tally {
    /// Counts an attempt that ended with an outcome of this entry, and returns the number of such attempts.
    ///
    /// For a fifth entry with its own limit within one call, this returns `attempt`, the number of all attempts, so the call may end too
    /// early.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn count(&mut self, source: Source, attempt: u32) -> u32 {
        for slot in &mut self.counts {
            let (known, count) = slot.get_or_insert((source, 0));
            if *known == source {
                *count += 1;
                return *count;
            }
        }
        attempt
    }
}
