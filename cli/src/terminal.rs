//! Printing: results go to standard output, everything else to standard error.

use crate::Problem;
use crate::args::Color;
use errspec_codegen::disk::reason;
use errspec_core::text::is_hidden;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Whether to use colors. A reader that exits early (`| head`) is not an error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    color: Color,
}

impl Terminal {
    pub(crate) fn new(color: Color) -> Self {
        Self { color }
    }

    /// Whether to use colors on standard output.
    pub(crate) fn colors_output(self) -> bool {
        self.colors(&io::stdout())
    }

    /// Whether to use colors on standard error.
    pub(crate) fn colors_messages(self) -> bool {
        self.colors(&io::stderr())
    }

    /// `error: …`, on standard error.
    pub(crate) fn problem(self, problem: &Problem) {
        let problem = visible(&problem.0);
        match self.colors_messages() {
            true => tell(&format!("\x1b[1;91merror\x1b[0m: {problem}")),
            false => tell(&format!("error: {problem}")),
        }
    }

    /// See <https://no-color.org>: any value except an empty one counts.
    fn colors(self, stream: &impl IsTerminal) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// Text from a spec or file that is safe to print: control sequences and characters that hide or reorder others are escaped. Line breaks
/// are kept.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_hidden(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}

/// Prints a result.
pub(crate) fn print(text: &str) -> Result<(), Problem> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Problem(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Writes a result to a file, or prints it if there is none.
pub(crate) fn write_or_print(file: Option<&Path>, text: &str) -> Result<(), Problem> {
    let Some(file) = file else { return print(text) };
    fs::write(file, text).map_err(|error| Problem(format!("cannot write `{}`: {}", file.display(), reason(&error))))
}

/// Prints a line to standard error. If that fails, it cannot be reported.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
