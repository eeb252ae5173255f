//! From the text of a code to the code.

use super::catalogues;
use super::chunks::{ALL, Chunks, PASS};
use super::numbers::numbers;
use crate::harness::{Candidate, Goal, Group};
use crate::specs::{codes_7, codes_25, codes_130, codes_260, codes_2000};
use std::collections::HashMap;
use std::hint::black_box;
use std::rc::Rc;

type Find = fn(&str) -> Option<u16>;

pub(super) fn groups() -> Vec<Group> {
    macro_rules! of {
        ($spec:ident, $module:ident) => {{
            let wires: Vec<&'static str> = $spec::ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
            let ours: Find = |wire| $spec::ErrorCode::from_wire(wire).map(|code| code as u16);
            let strum: Find = |wire| wire.parse::<catalogues::$module::Derived>().ok().map(|code| code as u16);
            let by = catalogues::$module::by_match;
            [Keys::Hits, Keys::Misses, Keys::Mixed].map(|keys| {
                let finds = [
                    ("errspec", ours),
                    ("match", by as Find),
                    ("strum", strum),
                    ("phf", catalogues::$module::by_phf as Find),
                    ("hashify", catalogues::$module::by_hashify as Find),
                ];
                group(&wires, keys, &finds)
            })
        }};
    }
    let groups =
        [of!(codes_7, of_7), of!(codes_25, of_25), of!(codes_130, of_130), of!(codes_260, of_260), of!(codes_2000, of_2000)];
    groups.into_iter().flatten().collect()
}

/// What is looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Keys {
    Hits,
    Misses,
    Mixed,
}

fn group(wires: &[&'static str], keys: Keys, finds: &[(&'static str, Find)]) -> Group {
    let input: Rc<[String]> = input(wires, keys).into();
    let map: HashMap<&'static str, u16> = wires.iter().enumerate().map(|(at, wire)| (*wire, at as u16)).collect();
    for key in input.iter() {
        let right = map.get(key.as_str()).copied();
        for (name, find) in finds {
            assert_eq!(find(key), right, "{name} finds another code for {key}");
        }
    }
    let floor: Find = |wire| Some(u16::from(*wire.as_bytes().first()?) + u16::from(*wire.as_bytes().last()?));
    let mut candidates = vec![candidate("floor: call, first and last byte", floor, &input)];
    candidates.extend(finds.iter().map(|(name, find)| candidate(name, *find, &input)));
    let mut of_map = Chunks::of(&input);
    candidates.push(Candidate::new("HashMap", move || {
        of_map.next().iter().map(|key| u64::from(black_box(&map).get(key.as_str()).copied().unwrap_or(9))).sum()
    }));
    Group {
        title: format!("Look-up, {} codes, {}", wires.len(), format!("{keys:?}").to_lowercase()),
        about: "32,768 keys in random order, 2,048 per round, through a function pointer. Verified first: all find the same. Misses differ from a code \
                in one byte.",
        operations: PASS as u64,
        references: vec!["hashify", "strum"],
        candidates,
        goals: goals(wires.len(), keys),
    }
}

fn goals(codes: usize, keys: Keys) -> Vec<Goal> {
    let goal = |name, against, at_most| Goal { name, of: "errspec", against, at_most };
    if keys != Keys::Hits {
        return vec![goal("P2", "hashify", 0.85), goal("P2", "strum", 1.0), goal("P2", "phf", 1.0)];
    }
    let mut goals = vec![goal("P1", "hashify", 0.70), goal("P1", "phf", 0.25)];
    match codes {
        25 => goals.push(goal("P1", "strum", 0.25)),
        2_000 => goals.push(goal("P1", "strum", 0.10)),
        _ => {}
    }
    goals
}

fn candidate(name: &str, find: Find, input: &Rc<[String]>) -> Candidate {
    let mut chunks = Chunks::of(input);
    Candidate::new(name, move || {
        let find = black_box(find);
        chunks.next().iter().map(|key| u64::from(find(key).unwrap_or(9))).sum()
    })
}

/// Keys of their own memory, so that none is the constant it is compared with.
fn input(wires: &[&'static str], keys: Keys) -> Vec<String> {
    let mut random = numbers(0x2545_f491);
    let key = |_| {
        let wire = wires[random() as usize % wires.len()];
        let miss = keys == Keys::Misses || (keys == Keys::Mixed && random().is_multiple_of(2));
        if miss { changed(wire, random() as usize) } else { wire.to_owned() }
    };
    (0..ALL).map(key).collect()
}

fn changed(wire: &str, random: usize) -> String {
    let place = random % wire.len();
    wire.char_indices().map(|(at, letter)| if at == place { '#' } else { letter }).collect()
}
