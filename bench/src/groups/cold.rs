//! Looking up a code by its text when neither the table nor the function is in a cache.

use super::lookup::{Catalog, Find, catalogs};
use super::numbers::numbers;
use crate::harness::{Candidate, Goal, Group};
use std::hint::black_box;
use std::rc::Rc;

/// More than the caches of a core contain, but not so much that it would flush the TLB.
const CACHES: usize = 6 << 20;
/// The distance between two reads: a cache line.
const LINE: usize = 64;

pub(super) fn groups() -> Vec<Group> {
    let evicted: Rc<[u8]> = vec![1; CACHES].into();
    catalogs()
        .iter()
        .filter(|catalog| [25, 130, 2_000, 10_000].contains(&catalog.wires.len()))
        .map(|catalog| group(catalog, &evicted))
        .collect()
}

fn group(catalog: &Catalog, evicted: &Rc<[u8]>) -> Group {
    let candidates = catalog.finds.iter().map(|(name, find)| candidate(name, *find, &catalog.wires, evicted)).collect();
    let goal = |against, at_most| Goal {
        name: "P2",
        of: "errspec",
        against,
        at_most,
        why: "slot, displacement and code are three places in memory, two of which are read at the same time",
    };
    let mut goals = vec![goal("hashify", 0.85), goal("phf", 1.0)];
    goals.extend((catalog.wires.len() <= 2_000).then(|| goal("strum", 1.0)));
    Group {
        title: format!("Lookup, {}, cold", catalog.title),
        about: "One hit per round. Before each, 6 MiB are read, so that neither the table nor the function is in the L1 or L2 \
                cache. The key is in the cache. Each time includes the overhead of the clock, about 20 to 30 ns.",
        operations: 1,
        references: vec!["hashify", "strum"],
        candidates,
        goals,
    }
}

fn candidate(name: &str, find: Find, wires: &[&'static str], evicted: &Rc<[u8]>) -> Candidate {
    let (wires, evicted) = (wires.to_vec(), Rc::clone(evicted));
    let mut random = numbers(0x9e37_79b9);
    let key = Rc::new(std::cell::RefCell::new(String::with_capacity(64)));
    let next = Rc::clone(&key);
    let prepare = move || {
        black_box(evicted.iter().step_by(LINE).map(|byte| u64::from(*byte)).sum::<u64>());
        let mut key = next.borrow_mut();
        key.clear();
        key.push_str(wires[random() as usize % wires.len()]);
    };
    Candidate::new(name, move || u64::from(black_box(find)(&key.borrow()).unwrap_or(9))).prepared_by(prepare)
}
