//! B03: the sum of delay and jitter is truncated to the cap, so all clients that have reached the cap wait equally long and return
//! together.

use crate::case::{Case, Finding};
use crate::jitters::{self, CAP, Drawn};
use std::collections::BTreeSet;

const SESSIONS: u64 = 1_000;

pub(super) fn case() -> Case {
    Case {
        id: "B03",
        title: "no spread at the cap",
        conditions: "as in B02, but with 1,000 sessions. Holds: fewer than half of them wait exactly as long as the cap",
        seen: &["adk-js#704", "ferd/backoff#8"],
        findings: jitters::all(SESSIONS).iter().map(look).collect(),
    }
}

fn look(drawn: &Drawn) -> Finding {
    let at_cap = drawn.delays.iter().filter(|delay| **delay == CAP).count();
    let different = drawn.delays.iter().collect::<BTreeSet<_>>().len();
    let holds = at_cap < drawn.delays.len() / 2;
    let did = match (holds, at_cap * 20 >= drawn.delays.len() * 19) {
        (true, _) => format!("{}: spread", drawn.jitter),
        (false, true) => format!("{}: at least 95 % of the sessions wait exactly 10 s", drawn.jitter),
        (false, false) => format!("{}: more than half of the sessions wait exactly 10 s", drawn.jitter),
    };
    Finding::new(drawn.peer, holds, did)
        .measured(format!("{at_cap} of {} at the cap, {different} different", drawn.delays.len()))
}
