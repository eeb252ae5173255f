//! What the groups of responses share: the response, what is read from it, and the candidates that read it.

use crate::harness::{Candidate, Group};
use std::hint::black_box;

/// Decodings per measurement.
const PASSES: u64 = 256;

/// A response as a client library returns it.
pub(super) struct Answer {
    pub(super) headers: &'static [(&'static str, &'static str)],
    pub(super) body: String,
}

/// What every candidate reads: sums that depend on all codes and texts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Seen {
    items: u64,
    codes: u64,
    texts: u64,
}

impl Seen {
    /// An error with the row of its code and its texts.
    pub(super) fn add(&mut self, code: Option<u16>, texts: &[Option<&str>]) {
        self.items += 1;
        self.codes = self.codes * 31 + code.map_or(0, |row| u64::from(row) + 1);
        self.texts += texts.iter().flatten().map(|text| text.len() as u64).sum::<u64>();
    }

    fn weight(self) -> u64 {
        self.items + self.codes + self.texts
    }
}

/// Reads a response; `None` if it does not have the shape.
pub(super) type Reader = fn(&Answer) -> Option<Seen>;

/// All candidates read the same, which is verified here.
pub(super) fn group(title: &str, about: &'static str, answer: fn() -> Answer, readers: &[(&'static str, Reader)]) -> Group {
    let Answer { body, .. } = answer();
    let expected = readers.first().and_then(|(_, read)| read(&answer()));
    for (name, read) in readers {
        let seen = read(&answer());
        assert!(seen.is_some_and(|seen| seen.codes > 0 && seen.texts > 0), "{name} reads nothing from {body}");
        assert_eq!(seen, expected, "{name} of {body}");
    }
    let candidate = |(name, read): &(&'static str, Reader)| {
        let (answer, read) = (answer(), *read);
        Candidate::new(*name, move || {
            let read = black_box(read);
            (0..PASSES).filter_map(|_| read(black_box(&answer))).map(Seen::weight).sum()
        })
    };
    Group {
        title: format!("{title}, {} B", body.len()),
        about,
        operations: PASSES,
        references: readers.iter().skip(1).map(|(name, _)| *name).collect(),
        candidates: readers.iter().map(candidate).collect(),
        goals: vec![],
    }
}
