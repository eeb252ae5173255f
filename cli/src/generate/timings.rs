//! `--timings`: where the time goes. The pipeline says which step begins; the clock is here.

use crate::input::Spec;
use errspec_codegen::disk::Disk;
use errspec_codegen::{Generated, Options, generate_in_steps};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// The steps of each spec, and those for all specs together.
#[derive(Debug, Default)]
pub(super) struct Timings {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    title: String,
    /// In order of first appearance.
    steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Generates, and reads the clock when a step begins.
    pub(super) fn generate(&mut self, spec: &Spec, options: &Options) -> Generated {
        let mut watch = Watch::default();
        let generated =
            generate_in_steps(&spec.name, &spec.bytes, &mut Disk::default(), options, &mut |step| watch.begin(step));
        let module = generated.module.as_ref();
        let contents = module
            .map_or_else(String::new, |module| format!(" to {}: {}", super::write::size(module.text.len()), module.contents));
        let title = format!("{}, {}{contents}", spec.name, super::write::size(spec.bytes.len()));
        self.parts.push(Part { title, steps: watch.end() });
        generated
    }

    /// A table for each spec: milliseconds, and the share of the total.
    pub(super) fn table(&self) -> String {
        let mut text = String::new();
        for Part { title, steps } in &self.parts {
            let total: Duration = steps.iter().map(|(_, time)| *time).sum();
            let _ = writeln!(text, "{title}\n  {:<10}{:>9}{:>9}", "step", "ms", "share");
            for (step, time) in steps.iter().chain([&("total", total)]) {
                let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(f64::MIN_POSITIVE);
                let _ = writeln!(text, "  {step:<10}{:>9.2}{share:>7.0} %", time.as_secs_f64() * 1e3);
            }
        }
        text.trim_end().to_owned()
    }
}

/// Runs a step for all specs together.
pub(super) fn step<T>(timings: &mut Option<Timings>, name: &'static str, work: impl FnOnce() -> T) -> T {
    let Some(timings) = timings else { return work() };
    let mut watch = Watch::default();
    watch.begin(name);
    let done = work();
    timings.parts.push(Part { title: "all files".to_owned(), steps: watch.end() });
    done
}

/// Sums up the time of each step.
#[derive(Debug, Default)]
struct Watch {
    steps: Vec<(&'static str, Duration)>,
    /// The current step, and when it began.
    current: Option<(usize, Instant)>,
}

impl Watch {
    fn begin(&mut self, step: &'static str) {
        let now = now();
        self.add(now);
        let at = self.steps.iter().position(|(known, _)| *known == step).unwrap_or_else(|| {
            self.steps.push((step, Duration::ZERO));
            self.steps.len() - 1
        });
        self.current = Some((at, now));
    }

    fn end(mut self) -> Vec<(&'static str, Duration)> {
        self.add(now());
        self.steps
    }

    fn add(&mut self, now: Instant) {
        let Some((at, since)) = self.current.take() else { return };
        if let Some((_, time)) = self.steps.get_mut(at) {
            *time += now.duration_since(since);
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "only where timings were asked for")]
fn now() -> Instant {
    Instant::now()
}
