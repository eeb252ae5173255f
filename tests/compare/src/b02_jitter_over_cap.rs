//! B02: jitter is added after the cap, so delays exceed the cap.

use crate::case::{Case, Finding};
use crate::jitters::{self, CAP, Drawn};

const SESSIONS: u64 = 20_000;

pub(super) fn case() -> Case {
    Case {
        id: "B02",
        title: "jitter exceeds the cap",
        conditions: "1 s doubled up to 10 s, each kind of jitter that the crate has, the twelfth delay of 20,000 \
                     sessions. Holds: no delay is longer than 10 s",
        seen: &["agenda#1748", "openai-agents-python#2676"],
        findings: jitters::all(SESSIONS).iter().map(look).collect(),
    }
}

fn look(drawn: &Drawn) -> Finding {
    let longest = drawn.delays.iter().max().copied().unwrap_or_default();
    let holds = longest <= CAP && !drawn.delays.is_empty();
    let did = match holds {
        true => format!("{}: at most 10 s", drawn.jitter),
        false => format!("{}: over {} s under a cap of 10 s", drawn.jitter, longest.as_secs()),
    };
    Finding::new(drawn.peer, holds, did).measured(format!("longest {longest:.2?}"))
}
