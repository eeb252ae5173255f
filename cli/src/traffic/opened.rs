//! Files of traffic, read from beginning to end with bounded memory.

use super::har;
use super::record::Record;
use crate::Problem;
use errspec_codegen::disk::reason;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// The maximum length of a line.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Where a record is: a file, and the number of its line or of its entry in a HAR file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: Rc<str>,
    pub(crate) line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Reads the records of a file, or of standard input for `-`. While it does so, a progress bar is shown if standard error is a terminal.
pub(crate) fn read(path: &Path, each: &mut dyn FnMut(&Record<'_>, u64) -> Result<(), Problem>) -> Result<(), Problem> {
    let name = path.to_string_lossy();
    let failed = |error: io::Error| Problem(format!("cannot read `{name}`: {}", reason(&error)));
    if path.as_os_str() == "-" {
        let bar = progress(None);
        return lines(BufReader::new(bar.wrap_read(io::stdin().lock())), "standard input", each);
    }
    let file = File::open(path).map_err(failed)?;
    let bar = progress(file.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len()));
    let from = BufReader::with_capacity(256 * 1024, bar.wrap_read(file));
    let is_har = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("har"));
    let done = match is_har {
        true => har::read(from, each).map_err(|problem| Problem(format!("{name}: {}", problem.0))),
        false => lines(from, &name, each),
    };
    bar.finish_and_clear();
    done
}

fn lines(
    mut from: impl BufRead,
    name: &str,
    each: &mut dyn FnMut(&Record<'_>, u64) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        number += 1;
        let wrong = |why: &str| Problem(format!("{name}:{number}: {why}"));
        let read = from.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        match read.map_err(|error| Problem(format!("cannot read `{name}`: {}", reason(&error))))? {
            0 => return Ok(()),
            read if read as u64 == LONGEST => return Err(wrong("the line is longer than 64 MiB")),
            _ if line.trim_ascii().is_empty() => continue,
            _ => {}
        }
        let record = Record::parse(&line).map_err(|why| wrong(&why))?;
        each(&record, number)?;
    }
}

fn progress(length: Option<u64>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (ProgressBar::new(length), "{bar:40} {percent}% of {total_bytes}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} read"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
