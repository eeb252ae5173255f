//! The method by which speed is compared.
//!
//! A shared machine is never quiet, so a single figure means little, and the ratio of two figures from different minutes means nothing. All
//! candidates of a group therefore run once per round, in an order that rotates from round to round. A ratio is the median of the ratios
//! within the rounds, and a time is the median over the rounds.

use std::hint::black_box;
use std::time::Instant;

/// One way of doing the group's work.
pub struct Candidate {
    /// Its name in the table.
    pub name: String,
    /// Prepares a pass; not timed.
    pub prepare: Box<dyn FnMut()>,
    /// Does the work once; what it returns depends on all of it.
    pub pass: Box<dyn FnMut() -> u64>,
}

impl Candidate {
    /// A candidate.
    pub fn new(name: impl Into<String>, pass: impl FnMut() -> u64 + 'static) -> Self {
        Self { name: name.into(), prepare: Box::new(|| {}), pass: Box::new(pass) }
    }

    /// With something to be done before each pass.
    #[must_use]
    pub fn prepared_by(mut self, prepare: impl FnMut() + 'static) -> Self {
        self.prepare = Box::new(prepare);
        self
    }
}

/// A goal for a candidate, set in advance.
pub struct Goal {
    /// Its number and what it is about.
    pub name: &'static str,
    /// The candidate it is about.
    pub of: &'static str,
    /// The candidate it is measured against.
    pub against: &'static str,
    /// The largest ratio that meets it.
    pub at_most: f64,
    /// Why it is missed; empty if it never was.
    pub why: &'static str,
}

/// Candidates that do the same work.
pub struct Group {
    /// The heading.
    pub title: String,
    /// What is done, and what was checked before.
    pub about: &'static str,
    /// Operations per pass.
    pub operations: u64,
    /// The candidates that the columns of ratios refer to.
    pub references: Vec<&'static str>,
    /// The candidates.
    pub candidates: Vec<Candidate>,
    /// The goals.
    pub goals: Vec<Goal>,
}

/// The times of a group: per candidate, nanoseconds per operation of each round.
pub struct Times {
    names: Vec<String>,
    rounds: Vec<Vec<f64>>,
}

/// Runs each candidate once per round.
pub fn measure(group: &mut Group, rounds: usize) -> Times {
    let count = group.candidates.len();
    let mut times = vec![Vec::with_capacity(rounds); count];
    for candidate in &mut group.candidates {
        timed(candidate);
    }
    for round in 0..rounds {
        for turn in 0..count {
            let at = (round + turn) % count;
            let nanos = timed(&mut group.candidates[at]);
            times[at].push(nanos / group.operations as f64);
        }
    }
    Times { names: group.candidates.iter().map(|candidate| candidate.name.clone()).collect(), rounds: times }
}

fn timed(candidate: &mut Candidate) -> f64 {
    (candidate.prepare)();
    #[allow(clippy::disallowed_methods, reason = "measuring time is what this is for")]
    let begin = Instant::now();
    black_box((candidate.pass)());
    begin.elapsed().as_nanos() as f64
}

/// One pass, in a function of its own that callgrind can be told of.
#[inline(never)]
pub fn counted(candidate: &mut Candidate) {
    black_box((candidate.pass)());
}

impl Times {
    /// Creates times that were measured elsewhere: per candidate, nanoseconds per operation of each round.
    pub fn new(rows: Vec<(String, Vec<f64>)>) -> Self {
        let (names, rounds) = rows.into_iter().unzip();
        Self { names, rounds }
    }

    /// The names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The median time of a candidate, in nanoseconds.
    pub fn median(&self, at: usize) -> f64 {
        quantile(&self.rounds[at], 0.5)
    }

    /// The interquartile range as a part of the median.
    pub fn spread(&self, at: usize) -> f64 {
        (quantile(&self.rounds[at], 0.75) - quantile(&self.rounds[at], 0.25)) / self.median(at)
    }

    /// The median of the rounds' ratios of two candidates.
    pub fn ratio(&self, at: usize, against: usize) -> f64 {
        let ratios: Vec<f64> = self.rounds[at].iter().zip(&self.rounds[against]).map(|(one, other)| one / other).collect();
        quantile(&ratios, 0.5)
    }

    /// The place of a name.
    pub fn at(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }
}

fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(((sorted.len() - 1) as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}
