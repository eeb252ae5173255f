use super::classify::Source;

/// Attempts counted for entries that have a limit of their own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    counts: [Option<(Source, u32)>; 4],
}

impl Tally {
    /// Counts one more attempt that ended with an outcome of this entry, and says how many that makes.
    ///
    /// A fifth entry with a limit within one call is counted as `attempt`, the number of all attempts: at worst too early an end.
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
