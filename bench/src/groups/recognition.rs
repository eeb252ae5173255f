//! The state of a job, where each state is known by a condition on two members of the response.

use crate::harness::{Candidate, Group};
use crate::specs::{known_50, known_500};
use errspec::machine::Machine;
use serde_json::Value;
use std::hint::black_box;

#[allow(unreachable_pub, missing_docs, clippy::all, reason = "a `match` as one would write it")]
mod by_hand {
    include!(concat!(env!("OUT_DIR"), "/recognitions.rs"));
}

/// Responses per measurement.
const PASS: u16 = 500;

type Known = fn(&[u8]) -> Option<u16>;

pub(super) fn groups() -> Vec<Group> {
    vec![
        group(50, |body| ours(known_50::Job::MACHINE, body), |body| value(body, by_hand::of_50)),
        group(500, |body| ours(known_500::Job::MACHINE, body), |body| value(body, by_hand::of_500)),
    ]
}

fn group(states: u16, ours: Known, by_hand: Known) -> Group {
    let bodies: Vec<String> = (0..PASS).map(|at| body(at % states)).collect();
    let candidates = [("errspec", ours), ("serde_json Value, match", by_hand)];
    for (name, known) in candidates {
        for (at, body) in (0..).zip(&bodies) {
            assert_eq!(known(body.as_bytes()), Some(at % states), "{name} of {body}");
        }
    }
    let candidate = |(name, known): (&'static str, Known)| {
        let bodies = bodies.clone();
        Candidate::new(name, move || {
            let known = black_box(known);
            bodies.iter().filter_map(|body| known(black_box(body.as_bytes()))).map(u64::from).sum()
        })
    };
    Group {
        title: format!(
            "State of a job, {states} states known by conditions, {} B",
            bodies.iter().map(String::len).sum::<usize>() / bodies.len()
        ),
        about: "Each state has a condition on two members of the response, and the first condition that holds is the state. The responses \
                are in all states in turn, each call through a function pointer. Checked before measuring: both candidates find the state.",
        operations: PASS.into(),
        references: vec!["serde_json Value, match"],
        candidates: candidates.map(candidate).into(),
        goals: vec![],
    }
}

fn body(state: u16) -> String {
    format!(r#"{{"id":"7d7f6bd0","state":"s{state}","phase":"p{state}","progress":{{"done":3,"of":9}},"message":null}}"#)
}

fn ours(machine: &Machine, body: &[u8]) -> Option<u16> {
    machine.read(body)?.known
}

fn value(body: &[u8], known: fn(&str, &str) -> Option<u16>) -> Option<u16> {
    let body: Value = serde_json::from_slice(body).ok()?;
    known(body.get("state")?.as_str()?, body.get("phase")?.as_str()?)
}
