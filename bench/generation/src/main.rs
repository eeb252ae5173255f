//! Measures generators with the same lists of codes.
//!
//! `times ROUNDS` prints a line per size, candidate and round: `10000 errspec 123456789`, nanoseconds of processor time. Each candidate runs once per round,
//! in an order that rotates. `keystrokes ROUNDS` prints the same for a contract that is checked again after one letter of it changed.
//! `emit FOLDER` writes what errspec and prost-build make of lists of 25, 2,000 and 10,000 codes.

mod candidates;
mod keystrokes;
#[path = "../../build/lists.rs"]
mod lists;
#[path = "../../build/spec.rs"]
mod spec;

use candidates::{Candidate, candidates};
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["times", rounds] => times(rounds.parse()?),
        ["keystrokes", rounds] => keystrokes(rounds.parse()?),
        ["emit", folder] => emit(Path::new(folder)),
        _ => Err("what to do: `times ROUNDS`, `keystrokes ROUNDS` or `emit FOLDER`".into()),
    }
}

/// The number of codes, and the number of words in each.
const SIZES: [(usize, [usize; 3]); 3] = [(100, [4, 5, 5]), (1_000, [10, 10, 10]), (10_000, [20, 25, 20])];

fn times(rounds: usize) -> Result<(), Box<dyn Error>> {
    for (size, counts) in SIZES {
        let codes = lists::cloud(counts);
        let mut candidates = candidates(&codes);
        for candidate in &mut candidates {
            verify(candidate, &codes)?;
        }
        for round in 0..rounds {
            for turn in 0..candidates.len() {
                let at = (round + turn) % candidates.len();
                let candidate = &candidates[at];
                let begin = now()?;
                black_box((candidate.generate)()?);
                println!("{size} {} {}", candidate.name, (now()? - begin).as_nanos());
            }
        }
    }
    Ok(())
}

fn keystrokes(rounds: usize) -> Result<(), Box<dyn Error>> {
    for (size, counts) in SIZES {
        let mut candidates = keystrokes::candidates(&lists::cloud(counts))?;
        for round in 0..rounds {
            for turn in 0..candidates.len() {
                let at = (round + turn) % candidates.len();
                let (name, check) = &mut candidates[at];
                let begin = now()?;
                black_box(check(round)?);
                println!("{size} {name} {}", (now()? - begin).as_nanos());
            }
        }
    }
    Ok(())
}

/// The processor time of this program so far, because a pass may take seconds, and other programs should not count.
#[cfg(unix)]
fn now() -> Result<Duration, Box<dyn Error>> {
    Ok(nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID.now()?.into())
}

#[cfg(not(unix))]
fn now() -> Result<Duration, Box<dyn Error>> {
    Err("processor time is asked for as on Unix".into())
}

/// Each output parses, and its enum has a variant for each code.
fn verify(candidate: &Candidate, codes: &[String]) -> Result<(), Box<dyn Error>> {
    let file = syn::parse_file(&(candidate.generate)()?)?;
    let variants = variants(&file.items);
    match variants == codes.len() {
        true => Ok(()),
        false => Err(format!("{} made {variants} variants of {} codes", candidate.name, codes.len()).into()),
    }
}

/// The variants of the largest enum, in modules too.
fn variants(items: &[syn::Item]) -> usize {
    let count = |item: &syn::Item| match item {
        syn::Item::Enum(item) => item.variants.len(),
        syn::Item::Mod(item) => item.content.as_ref().map_or(0, |(_, items)| variants(items)),
        _ => 0,
    };
    items.iter().map(count).max().unwrap_or(0)
}

fn emit(folder: &Path) -> Result<(), Box<dyn Error>> {
    for (name, codes) in lists::all() {
        for candidate in candidates(&codes) {
            let file = folder.join(format!("{}_{name}.rs", candidate.name));
            std::fs::write(file, (candidate.generate)()?)?;
        }
    }
    Ok(())
}
