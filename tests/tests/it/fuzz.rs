//! Runs the entry points of the fuzz targets on stable Rust, over the corpora and over randomly changed copies of them. The seeds are
//! fixed, so failures can be reproduced on every machine.

#![allow(unreachable_pub, missing_docs, reason = "the package of the fuzz targets has its own lints")]

#[path = "../../../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;

/// Changed copies of each file of a corpus.
const COPIES: u64 = 400;

/// Runs an entry point over its corpus.
fn run(target: &str, entry: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5, "{} has {} files", folder.display(), files.len());
    for (at, file) in files.iter().enumerate() {
        let seed = std::fs::read(file).unwrap();
        entry(&seed);
        for copy in 0..COPIES {
            entry(&changed(seed.clone(), &mut Random((at as u64) << 32 | copy)));
        }
    }
}

/// A copy with a few bytes replaced, put in, doubled or cut off.
fn changed(mut data: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..1 + random.below(4) {
        let at = random.below(data.len() + 1);
        match random.below(6) {
            0 if at < data.len() => data[at] = random.below(256) as u8,
            1 if at < data.len() => data[at] ^= 1 << random.below(8),
            2 => data.insert(at, b"\"\\{}[]:,-#&*!|>'%@`\n\t 019.eE+\0\xff\xe2"[random.below(32)]),
            3 => {
                let end = at + random.below(data.len() + 1 - at);
                let part = data[at..end].to_vec();
                data.splice(at..at, part);
            }
            4 => drop(data.drain(at..(at + random.below(9)).min(data.len()))),
            _ => data.truncate(at),
        }
    }
    data
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

#[test]
fn spec() {
    run("spec", targets::spec);
}

#[test]
fn decode() {
    run("decode", targets::decode);
}

#[test]
fn formats() {
    run("formats", targets::formats);
}

#[test]
fn headers() {
    run("headers", targets::headers);
}

#[test]
fn watch() {
    run("watch", targets::watch);
}
