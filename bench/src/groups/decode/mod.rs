//! Decoding error bodies, from bytes to typed fields and codes.

mod bodies;
mod iterated;
mod ours;
mod plain;
mod probed;
mod untagged;
mod visited;

use crate::harness::{Candidate, Goal, Group};
use plain::Plain;
use std::hint::black_box;

/// Reads a body, and returns a number that depends on everything that was read.
type Reader = fn(&[u8], &mut dyn FnMut(&Plain<'_>));

/// Passes over the bodies per measurement.
const PASSES: u64 = 64;

const READERS: [(&str, Reader); 13] = [
    (OURS, ours::read),
    (VISITOR, visited::serde_json),
    ("visitor by sonic-rs", visited::sonic_rs),
    ("visitor by simd-json", visited::simd_json),
    (UNTAGGED, untagged::owned),
    ("untagged enum, borrowed", untagged::borrowed),
    (VALUE, probed::serde_json),
    ("sonic-rs Value", probed::sonic_rs),
    ("simd-json value", probed::simd_json),
    ("jiter value", probed::jiter),
    ("jiter iterator", iterated::jiter),
    ("floor: UTF-8 check", utf8),
    ("floor: copy", copy),
];

const OURS: &str = "errspec";
const VISITOR: &str = "visitor by serde_json";
const UNTAGGED: &str = "untagged enum, owned";
const VALUE: &str = "serde_json Value";

pub(super) fn groups() -> Vec<Group> {
    vec![
        group("Error bodies, eight shapes mixed", bodies::mixed(), &[(UNTAGGED, 0.15), (VALUE, 0.20), (VISITOR, 0.55)]),
        group("Error body of 1 KB", vec![bodies::of_size(1_000)], &[(VISITOR, 0.65)]),
        group("Error body of 10 KB", vec![bodies::of_size(10_000)], &[(VISITOR, 0.85)]),
    ]
}

fn group(title: &str, bodies: Vec<String>, at_most: &[(&'static str, f64)]) -> Group {
    verify(&bodies);
    let never_behind = READERS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| ["sonic-rs", "simd-json", "jiter"].iter().any(|peer| name.contains(peer)));
    let goal = |(against, at_most)| Goal {
        name: "P4",
        of: OURS,
        against,
        at_most,
        why: "checking grammar, names and UTF-8 takes half of the instructions, and all of them are needed",
    };
    let goals = at_most.iter().copied().chain(never_behind.map(|name| (name, 1.0))).map(goal).collect();
    let mean = bodies.iter().map(String::len).sum::<usize>() / bodies.len();
    Group {
        title: format!("{title}, mean {mean} B"),
        about: "One API with the body shapes of the five error pages, every candidate called through a function pointer. Each \
                fills the same fields, looks up the codes in the same catalogs and decides which body it is. Checked before \
                measuring: all candidates read the same values. errspec also validates the timestamp; the visitor and the \
                untagged enums do not.",
        operations: PASSES * bodies.len() as u64,
        references: vec![VISITOR, VALUE],
        candidates: READERS.iter().map(|(name, read)| candidate(name, *read, &bodies)).collect(),
        goals,
    }
}

fn candidate(name: &str, read: Reader, bodies: &[String]) -> Candidate {
    let bodies = bodies.to_vec();
    Candidate::new(name, move || {
        let read = black_box(read);
        let mut sum = 0;
        for _ in 0..PASSES {
            for body in &bodies {
                read(black_box(body.as_bytes()), &mut |plain| sum += plain.weight());
            }
        }
        sum
    })
}

/// All readers but the floors read the same.
fn verify(bodies: &[String]) {
    for body in bodies {
        let mut expected = None;
        for (name, read) in READERS.iter().filter(|(name, _)| !name.starts_with("floor")) {
            let mut said = String::new();
            read(body.as_bytes(), &mut |plain| said = format!("{plain:?}"));
            assert!(said.contains("shape: Some"), "{name} finds no shape in {body}: {said}");
            let expected = expected.get_or_insert_with(|| said.clone());
            assert_eq!(*expected, said, "{name} of {body}");
        }
    }
}

fn utf8(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    let status = core::str::from_utf8(body).map_or(0, |text| text.len() as u16);
    take(&Plain { status: Some(status), ..Plain::default() });
}

fn copy(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    let copy = black_box(body.to_vec());
    take(&Plain { status: Some(copy.len() as u16), ..Plain::default() });
}
