//! Looking up a code by its text.

use super::catalogs;
use super::chunks::{ALL, Chunks, PASS};
use super::numbers::numbers;
use crate::harness::{Candidate, Goal, Group};
use crate::specs::{codes_7, codes_25, codes_130, codes_260, codes_260_short, codes_2000, codes_10000};
use std::collections::HashMap;
use std::hint::black_box;
use std::rc::Rc;

pub(super) type Find = fn(&str) -> Option<u16>;

/// A catalog, and the ways to look its codes up.
pub(super) struct Catalog {
    pub(super) title: &'static str,
    pub(super) wires: Vec<&'static str>,
    pub(super) finds: Vec<(&'static str, Find)>,
}

pub(super) fn groups() -> Vec<Group> {
    let each = [Keys::Hits, Keys::Misses, Keys::Mixed];
    catalogs().iter().flat_map(|catalog| each.map(|keys| group(catalog, keys))).collect()
}

pub(super) fn catalogs() -> Vec<Catalog> {
    macro_rules! all {
        ($title:literal, $spec:ident, $module:ident) => {
            of!(
                $title,
                $spec,
                $module,
                |wire| wire.parse::<catalogs::$module::Derived>().ok().map(|code| code as u16),
                catalogs::$module::by_match
            )
        };
    }
    macro_rules! of {
        ($title:literal, $spec:ident, $module:ident $(, $strum:expr, $match:expr)?) => {{
            let wires: Vec<&'static str> = $spec::ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
            let ours: Find = |wire| $spec::ErrorCode::from_wire(wire).map(|code| code as u16);
            let finds = vec![
                ("errspec", ours),
                $(("match", $match as Find), ("strum", $strum as Find),)?
                ("phf", catalogs::$module::by_phf as Find),
                ("hashify", catalogs::$module::by_hashify as Find),
            ];
            Catalog { title: $title, wires, finds }
        }};
    }
    vec![
        all!("7 codes of a page", codes_7, of_7),
        all!("25 codes of a page", codes_25, of_25),
        all!("130 codes of a broker's kind", codes_130, of_130),
        all!("260 codes of a database's kind", codes_260, of_260),
        all!("260 codes of five bytes", codes_260_short, of_260_short),
        all!("2,000 codes of a cloud's kind", codes_2000, of_2000),
        of!("10,000 codes of a cloud's kind", codes_10000, of_10000),
    ]
}

/// What is looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Keys {
    Hits,
    Misses,
    Mixed,
}

fn group(catalog: &Catalog, keys: Keys) -> Group {
    let Catalog { title, wires, finds } = catalog;
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
        title: format!("Lookup, {title}, {}", format!("{keys:?}").to_lowercase()),
        about: "32,768 keys in random order, 2,048 per round, called through a function pointer. Checked before measuring: all \
                candidates give the same results. Misses differ from a code in one byte. With 10,000 codes, match and derives \
                are left out, because they take minutes to compile.",
        operations: PASS as u64,
        references: vec!["hashify", "strum"],
        candidates,
        goals: goals(wires.len(), keys),
    }
}

fn goals(codes: usize, keys: Keys) -> Vec<Goal> {
    // What this lookup does in addition to a smaller one.
    let why = match codes {
        260 => {
            "all words of a code are compared, and these codes are long; codes of five bytes have only one word, so both do the same work"
        }
        ..=999 => "all words of a code are compared, and one displacement is read",
        _ => "a slot contains all words of its code for the comparison, so the table is larger than the L1 cache",
    };
    let goal = |name, against, at_most| Goal { name, of: "errspec", against, at_most, why };
    let matched = codes <= 2_000;
    if keys != Keys::Hits {
        let mut goals = vec![goal("P2", "hashify", 0.85), goal("P2", "phf", 1.0)];
        goals.extend(matched.then(|| goal("P2", "strum", 1.0)));
        return goals;
    }
    let mut goals = vec![goal("P1", "hashify", if matched { 0.70 } else { 0.95 }), goal("P1", "phf", 0.25)];
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

/// Keys in their own memory, so that none of them is the constant with which it is compared.
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
