//! The facts and the text of a code.

use super::catalogs;
use super::chunks::{ALL, Chunks, PASS};
use super::numbers::numbers;
use crate::harness::{Candidate, Goal, Group};
use crate::specs::{codes_25, codes_130, codes_2000};
use std::fmt::{Display, Write as _};
use std::hint::black_box;
use std::rc::Rc;

/// What one load is made from.
static TABLE: [u16; 2_048] = [404; 2_048];

pub(super) fn groups() -> Vec<Group> {
    macro_rules! of {
        ($spec:ident, $module:ident) => {{
            use catalogs::$module::{Derived, Documented, Worded};
            let size = $spec::ErrorCode::ALL.len();
            let pick = picks(size);
            let ours: Rc<[$spec::ErrorCode]> = pick.iter().map(|at| $spec::ErrorCode::ALL[*at]).collect();
            let derived: Rc<[Derived]> = ours.iter().filter_map(|code| code.as_str().parse().ok()).collect();
            let documented: Rc<[Documented]> = pick.iter().map(|at| Documented::ALL[*at]).collect();
            let worded: Rc<[Worded]> = pick.iter().map(|at| Worded::ALL[*at]).collect();
            assert_eq!(ours.len(), derived.len());
            for ((one, other), third) in ours.iter().zip(documented.iter()).zip(worded.iter()) {
                assert_eq!((one.to_string(), one.to_string()), (other.to_string(), third.to_string()));
            }
            for (one, other) in ours.iter().zip(derived.iter()) {
                assert_eq!(one.status(), Some(other.status()));
                assert_eq!(one.summary(), other.to_string());
                assert_eq!(one.to_string(), other.to_string());
            }
            [
                facts(
                    size,
                    vec![
                        asked("floor: empty call", &ours, |code| code as u64),
                        asked("floor: one load", &ours, |code| u64::from(TABLE[code as usize % TABLE.len()])),
                        asked("errspec status", &ours, |code| u64::from(code.status().unwrap_or_default())),
                        asked("errspec category", &ours, |code| code.category() as u64),
                        asked("errspec summary", &ours, |code| code.summary().len() as u64),
                        asked("match on the status", &derived, |code| u64::from(code.status())),
                    ],
                ),
                display(
                    size,
                    vec![
                        printed("errspec", &ours),
                        printed("thiserror", &derived),
                        printed("displaydoc", &documented),
                        printed("strum", &worded),
                    ],
                ),
            ]
        }};
    }
    let groups = [of!(codes_25, of_25), of!(codes_130, of_130), of!(codes_2000, of_2000)];
    groups.into_iter().flatten().collect()
}

/// This is for a fact. Slicing a string out of the table takes two more checks.
const WHY: &str = "a single load costs nearly as much, see the floor";

fn facts(size: usize, candidates: Vec<Candidate>) -> Group {
    let goal = |of| Goal { name: "P3", of, against: "floor: empty call", at_most: 1.35, why: WHY };
    Group {
        title: format!("Facts, {size} codes"),
        about: "32,768 codes in random order, 2,048 per round, called through a function pointer. Checked before measuring: \
                statuses and texts are the same. The time of the empty call depends on where the linker places it. The load is \
                the minimum cost of any table lookup.",
        operations: PASS as u64,
        references: vec!["floor: empty call"],
        candidates,
        goals: vec![goal("errspec status"), goal("errspec category"), goal("errspec summary")],
    }
}

fn display(size: usize, candidates: Vec<Candidate>) -> Group {
    Group {
        title: format!("Display, {size} codes"),
        about: "The same codes, each written to a sufficiently large buffer.",
        operations: PASS as u64,
        references: vec!["thiserror"],
        candidates,
        goals: vec![Goal {
            name: "P3",
            of: "errspec",
            against: "thiserror",
            at_most: 0.55,
            why: "most of the time is spent in the formatter, which both call; slicing a string out of the table takes two checks",
        }],
    }
}

fn asked<C: Copy + 'static>(name: &str, codes: &Rc<[C]>, ask: fn(C) -> u64) -> Candidate {
    let mut chunks = Chunks::of(codes);
    Candidate::new(name, move || {
        let ask = black_box(ask);
        chunks.next().iter().map(|code| ask(*code)).fold(0, u64::wrapping_add)
    })
}

fn printed<C: Display + 'static>(name: &str, codes: &Rc<[C]>) -> Candidate {
    let mut chunks = Chunks::of(codes);
    let mut buffer = String::with_capacity(256);
    Candidate::new(name, move || {
        let mut sum = 0;
        for code in chunks.next() {
            buffer.clear();
            let _ = write!(buffer, "{code}");
            sum += black_box(&buffer).len() as u64;
        }
        sum
    })
}

fn picks(size: usize) -> Vec<usize> {
    let mut random = numbers(0x5851_f42d);
    (0..ALL).map(|_| random() as usize % size).collect()
}
