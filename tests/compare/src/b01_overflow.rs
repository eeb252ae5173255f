//! B01: the power or the product overflows before the cap is applied. The result is a panic, or a delay of 0 s and therefore a hot loop.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::catch::caught;
use crate::curves::{self, Doubling};
use std::time::Duration;

const CAP: Duration = Duration::from_secs(30);
const RETRIES: u32 = 200;
/// The wall clock of a crate that has no other.
const TICK: Duration = Duration::from_millis(2);

pub(super) fn case() -> Case {
    Case {
        id: "B01",
        title: "later delays overflow",
        conditions: "1 s doubled up to 30 s, no jitter, 200 retries. Holds: no delay is shorter than the one before or \
                     over the cap, and nothing panics",
        seen: &["mulligan#31", "tryhard#24", "tokio-retry#1"],
        findings: curves::PEERS.map(look).into(),
    }
}

fn look(peer: Peer) -> Finding {
    let plan = Doubling { base: Duration::from_secs(1), cap: CAP, retries: RETRIES };
    let delays = match caught(|| curves::delays(peer, plan)) {
        Err(panic) => return Finding::new(peer, false, "panics").measured(panic),
        Ok(Err(refused)) => return Finding::new(peer, false, format!("rejects: {refused}")),
        Ok(Ok(delays)) => delays,
    };
    let falls = delays.windows(2).position(|pair| pair[1] + TICK < pair[0]);
    let over = delays.iter().position(|delay| *delay > CAP + TICK);
    let last = delays.last().copied().unwrap_or_default() + TICK >= CAP;
    match (falls, over) {
        (Some(at), _) => Finding::new(peer, false, format!("delay {} is {:?}", at + 2, delays[at + 1])),
        (_, Some(at)) => Finding::new(peer, false, format!("delay {} is {:?}", at + 1, delays[at])),
        _ => Finding::new(peer, last && delays.len() == RETRIES as usize, "30 s from delay 6 to delay 200"),
    }
}
