//! The findings of an audit, with their numbers of occurrences.

use crate::traffic::Place;
use std::collections::BTreeMap;
use std::fmt;

/// How severe a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Neither side did anything that the contract rules out.
    Note,
    /// The service sent something that the contract does not describe.
    Warning,
    /// A client or the service did something that the contract rules out.
    Error,
}

impl Level {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! kinds {
    ($($kind:ident $level:ident $slug:literal $about:literal;)*) => {
        /// The kinds of findings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind {
            $(#[doc = $about] $kind,)*
        }

        impl Kind {
            pub(crate) fn slug(self) -> &'static str {
                match self { $(Self::$kind => $slug,)* }
            }

            pub(crate) fn level(self) -> Level {
                match self { $(Self::$kind => Level::$level,)* }
            }

            /// Why it matters, as a sentence.
            pub(crate) fn about(self) -> &'static str {
                match self { $(Self::$kind => $about,)* }
            }
        }
    };
}

kinds! {
    UnsafeRetry Error "unsafe-retry" "The server may have acted on the request before, so the operation may have been carried out twice.";
    ForbiddenRetry Error "forbidden-retry" "The contract does not allow the call to be sent again after this outcome.";
    EarlyRetry Error "early-retry" "The server said how long to wait, and the call was sent again sooner.";
    ExcessAttempts Error "excess-attempts" "The call was sent more often than the contract allows.";
    LateRetry Error "late-retry" "The call was sent again after its deadline.";
    ImpossibleState Error "impossible-state" "No moves of the state machine lead to this state, so either the contract or the service is wrong.";
    UnmatchedBody Warning "unmatched-body" "Clients cannot read the body as the contract describes it, so they may get no code or message.";
    UndeclaredStatus Warning "undeclared-status" "The contract does not list this status.";
    UnlistedCode Warning "unlisted-code" "Clients have no name for the code, and get only general facts about it, such as those of its status.";
    UnlistedState Warning "unlisted-state" "Clients can only treat it as an unknown state.";
    StaleState Warning "stale-state" "The response shows an earlier state of the job, which clients ignore.";
    UnlistedMove Note "unlisted-move" "The contract allows this move but does not list it.";
    UnspecifiedRetry Note "unspecified-retry" "The contract does not say whether the call may be sent again.";
    UnlistedOperation Note "unlisted-operation" "The contract has no operation of this name, so the record was audited without one.";
}

/// One finding, with the number of its occurrences.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    /// Details of the first occurrence; may be empty.
    pub(crate) detail: String,
    /// The places of the first occurrences.
    pub(crate) places: Vec<Place>,
}

/// Everything that was found, by kind and title.
#[derive(Default)]
pub(crate) struct Findings {
    all: BTreeMap<(Kind, String), Tally>,
    /// The number of different findings of each kind in `all`.
    kinds: BTreeMap<Kind, usize>,
}

impl Findings {
    /// The maximum number of different findings of a kind. All further ones are counted together.
    const MOST: usize = 200;

    /// The maximum number of places that are kept for each finding.
    const PLACES: usize = 3;

    pub(crate) fn add(&mut self, kind: Kind, title: String, place: &Place, detail: impl FnOnce() -> String) {
        let key = (kind, title);
        if let Some(tally) = self.all.get_mut(&key) {
            return tally.add(place);
        }
        let told_apart = self.kinds.entry(kind).or_default();
        if *told_apart < Self::MOST {
            *told_apart += 1;
            self.all.insert(key, Tally { count: 1, detail: detail(), places: vec![place.clone()] });
            return;
        }
        let others = Tally { count: 0, detail: String::new(), places: Vec::new() };
        self.all.entry((kind, "others of this kind".to_owned())).or_insert(others).add(place);
    }

    /// All findings, the most severe first, and within a kind the most frequent first.
    pub(crate) fn sorted(&self) -> Vec<(Kind, &str, &Tally)> {
        let mut all: Vec<_> = self.all.iter().map(|((kind, title), tally)| (*kind, title.as_str(), tally)).collect();
        all.sort_by_key(|(kind, _, tally)| (std::cmp::Reverse(kind.level()), *kind, std::cmp::Reverse(tally.count)));
        all
    }

    /// The number of occurrences of all findings of a level.
    pub(crate) fn count(&self, level: Level) -> u64 {
        self.all.iter().filter(|((kind, _), _)| kind.level() == level).map(|(_, tally)| tally.count).sum()
    }
}

impl Tally {
    fn add(&mut self, place: &Place) {
        self.count += 1;
        if self.places.len() < Findings::PLACES {
            self.places.push(place.clone());
        }
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Findings").field("different", &self.all.len()).finish_non_exhaustive()
    }
}
