//! What an audit finds, counted.

use crate::traffic::Place;
use std::collections::BTreeMap;
use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Neither side did anything that the contract excludes.
    Note,
    /// The service sent something that the contract does not describe.
    Warning,
    /// A client or the service did what the contract excludes.
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
        /// What kind of thing was found.
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
    UnsafeRetry Error "unsafe-retry" "The server may have acted on the first request, so this may have been done twice.";
    ForbiddenRetry Error "forbidden-retry" "The contract says that the call must not be sent again after such a response.";
    EarlyRetry Error "early-retry" "The server said how long to wait, and the call was sent again before that.";
    ExcessAttempts Error "excess-attempts" "The call was sent more often than the contract allows.";
    LateRetry Error "late-retry" "The call was sent again after its deadline.";
    ImpossibleState Error "impossible-state" "No moves of the machine lead there: the contract or the service is wrong.";
    UnmatchedBody Warning "unmatched-body" "Clients get an error without a code or a message of the contract.";
    UndeclaredStatus Warning "undeclared-status" "The contract says nothing about this status.";
    UnlistedCode Warning "unlisted-code" "Clients cannot name the code, and get no facts about it.";
    UnlistedState Warning "unlisted-state" "Clients do not know what to do in this state.";
    StaleState Warning "stale-state" "The response shows an earlier state of the job, which clients ignore.";
    UnlistedMove Note "unlisted-move" "The contract allows the move without listing it.";
    UnspecifiedRetry Note "unspecified-retry" "The contract does not say whether the call may be sent again.";
    UnlistedOperation Note "unlisted-operation" "The contract has no operation of this name, so the record was audited without one.";
}

/// The same thing, found once or more often.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    /// What exactly was found the first time; may be empty.
    pub(crate) detail: String,
    /// Where it was found first.
    pub(crate) places: Vec<Place>,
}

/// Everything that was found, by kind and title.
#[derive(Default)]
pub(crate) struct Findings {
    all: BTreeMap<(Kind, String), Tally>,
    /// How many different things of each kind there are in `all`.
    kinds: BTreeMap<Kind, usize>,
}

impl Findings {
    /// How many different things of a kind are told apart. The others are counted together.
    const MOST: usize = 200;

    /// How many places are kept of each.
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

    /// All findings, the worst first, and the most frequent first within a kind.
    pub(crate) fn sorted(&self) -> Vec<(Kind, &str, &Tally)> {
        let mut all: Vec<_> = self.all.iter().map(|((kind, title), tally)| (*kind, title.as_str(), tally)).collect();
        all.sort_by_key(|(kind, _, tally)| (std::cmp::Reverse(kind.level()), *kind, std::cmp::Reverse(tally.count)));
        all
    }

    /// How often something of a level was found.
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
