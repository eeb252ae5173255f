//! The changes in each output format.

mod annotations;
mod lines;
mod markdown;
mod summary;
mod terminal_text;

use super::change::Change;
use super::decisions::Decisions;
use crate::args::DiffFormat;

pub(super) fn all(changes: &[Change], decisions: &Decisions, format: DiffFormat, color: bool) -> String {
    match format {
        DiffFormat::Human => terminal_text::human(changes, decisions, color),
        DiffFormat::Json => lines::json(changes, decisions),
        DiffFormat::Markdown => markdown::markdown(changes, decisions),
        DiffFormat::Github => annotations::github(changes, decisions),
    }
}
