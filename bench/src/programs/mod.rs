//! Measurements that run other programs: generators, rustc, cargo. Each group takes a minute or more, so it only runs if it is named, and
//! for `--table`.

mod clean;
mod emitted;
mod generation;
mod instructions;
#[path = "../../build/lists.rs"]
mod lists;
mod packages;
mod report;
mod size;
mod sources;
#[path = "../../build/spec.rs"]
mod spec;
mod spent;

pub(crate) use instructions::run_counted;
pub(crate) use spent::spent;

/// A group's name on the command line, and the function that measures it and returns Markdown.
pub(crate) type Entry = (&'static str, fn(usize) -> Result<String, String>);

/// All groups.
pub(crate) const ALL: [Entry; 5] = [
    ("instructions", |_| instructions::tell()),
    ("generation", generation::tell),
    ("compile", |_| emitted::tell()),
    ("build", |_| clean::tell()),
    ("size", |_| size::tell()),
];
