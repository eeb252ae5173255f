//! `--log`: the file to which traffic is written.

use crate::Problem;
use crate::terminal::tell;
use crate::traffic::Lines;
use errspec_codegen::disk::reason;
use errspec_server::Exchange;
use errspec_tables::Tables;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Appends lines to a file. Each line is written whole, so the file has no partial line when the server is stopped.
#[derive(Debug)]
pub(super) struct Recorder {
    lines: Lines,
    file: Mutex<Option<File>>,
    name: String,
}

impl Recorder {
    pub(super) fn open(path: &Path, tables: Tables) -> Result<Self, Problem> {
        let name = path.to_string_lossy().into_owned();
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = file.map_err(|error| Problem(format!("cannot write `{name}`: {}", reason(&error))))?;
        Ok(Self { lines: Lines::new(tables), file: Mutex::new(Some(file)), name })
    }

    pub(super) fn record(&self, exchange: &Exchange<'_>) {
        let line = self.lines.line(exchange);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let written = file.as_mut().map_or(Ok(()), |file| file.write_all(line.as_bytes()));
        if let Err(error) = written {
            tell(&format!("error: cannot write `{}`, so nothing more is recorded: {}", self.name, reason(&error)));
            *file = None;
        }
    }
}
