//! The changes in each output format.

mod annotations;
mod lines;
mod markdown;
mod summary;
mod terminal_text;

use super::change::Change;
use super::decisions::Decisions;
use crate::args::ReportFormat;

pub(super) fn all(changes: &[Change], decisions: &Decisions, format: ReportFormat, color: bool) -> String {
    match format {
        ReportFormat::Human => terminal_text::human(changes, decisions, color),
        ReportFormat::Json => lines::json(changes, decisions),
        ReportFormat::Markdown => markdown::markdown(changes, decisions),
        ReportFormat::Github => annotations::github(changes, decisions),
    }
}
