/// How bad a verdict is. Ranks are ordered: a greater one is worse, and the worst one of a history sums it up.
///
/// ```
/// use errspec::machine::Rank;
/// let history = [Rank::Explained, Rank::Regressed, Rank::Explained];
/// assert_eq!(history.into_iter().max(), Some(Rank::Regressed));
/// assert!(Rank::Regressed < Rank::Impossible);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rank {
    /// The service's own moves or the commands sent explain the reading.
    Explained,
    /// The effect of a command may not be visible yet.
    Unsettled,
    /// Somebody else sent a command.
    Foreign,
    /// The job moved in a way that the contract does not list.
    Unlisted,
    /// A stale reading, which does not count.
    Regressed,
    /// A state that the contract does not list.
    Unknown,
    /// No path leads there from the last listed state, and a state in between is not listed.
    Unverified,
    /// The contract or the service is wrong.
    Impossible,
}
