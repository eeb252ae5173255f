use super::columns::Line;
use super::snippet::{Mark, snippet, source};
use super::style::{Style, Writer};
use super::text::{line, one_line};
use crate::diag::{Diagnostic, Fix};
use crate::lists::IntoVec;
use crate::source::{FileId, Sources};

/// A replacement in a longer line is only described, because the line would be printed twice.
const LONGEST_PATCH: usize = 160;

/// Prints findings like rustc: the check, the location with its label, related locations, notes, and the suggestion. Use `color` only for
/// terminals.
pub fn human(sources: &Sources, findings: &[Diagnostic], color: bool) -> String {
    let one = |finding: &Diagnostic| {
        let mut writer = writer(sources, finding, color);
        writer.put(Style::Of(finding.rule.severity), &format!("{}[{}]", finding.rule.severity.as_str(), finding.rule.slug));
        writer.put(Style::Title, &format!(": {}", one_line(&finding.message)));
        body(&mut writer, sources, finding);
        writer.into_text() + "\n\n"
    };
    findings.iter().map(one).collect()
}

/// One finding without its severity and without color: the text for a `compile_error!`, in front of which the compiler prints its own.
pub fn embedded(sources: &Sources, finding: &Diagnostic) -> String {
    let mut writer = writer(sources, finding, false);
    writer.put(Style::Title, &format!("{} [{}]", one_line(&finding.message), finding.rule.slug));
    body(&mut writer, sources, finding);
    writer.into_text()
}

/// A writer with space for the longest line number.
fn writer(sources: &Sources, finding: &Diagnostic, color: bool) -> Writer {
    let labels = std::iter::once(&finding.primary).chain(&finding.labels).map(|label| label.span);
    let spans = labels.chain(finding.fix.as_ref().map(|fix| fix.span));
    let last = spans.map(|span| sources.start(span).line).max().unwrap_or(1);
    Writer::new(color, last.to_string().len())
}

fn body(writer: &mut Writer, sources: &Sources, finding: &Diagnostic) {
    let own = Mark { label: &finding.primary, sign: '^', style: Style::Of(finding.rule.severity) };
    let others = finding.labels.iter().map(|label| Mark { label, sign: '-', style: Style::Frame });
    let marks: Vec<Mark<'_>> = std::iter::once(own).chain(others).into_vec();
    let mut files: Vec<FileId> = Vec::new();
    for mark in &marks {
        let file = mark.label.span.file;
        if !files.contains(&file) {
            files.push(file);
            let of_file: Vec<Mark<'_>> = marks.iter().copied().filter(|mark| mark.label.span.file == file).into_vec();
            heading(writer, sources, mark, if files.len() == 1 { "--> " } else { "::: " });
            snippet(writer, sources, &of_file);
        }
    }
    let (shown, told) = match &finding.fix {
        Some(fix) if patchable(sources, fix) => (Some(fix), None),
        fix => (None, fix.as_ref()),
    };
    if finding.fix.is_some() || !finding.notes.is_empty() {
        writer.sign(" |");
    }
    told.iter().for_each(|fix| remark(writer, "help", &fix.message));
    finding.notes.iter().for_each(|note| remark(writer, "note", note));
    shown.iter().for_each(|fix| patch(writer, sources, fix));
}

/// The beginnings of a file's lines.
fn heading(writer: &mut Writer, sources: &Sources, mark: &Mark<'_>, sign: &str) {
    if sign != "--> " {
        writer.sign(" |");
    }
    writer.sign(sign);
    writer.put(Style::Plain, &one_line(&sources.place(mark.label.span)));
    writer.sign(" |");
}

fn remark(writer: &mut Writer, word: &str, text: &str) {
    writer.sign(" = ");
    writer.put(Style::Title, word);
    writer.put(Style::Plain, &format!(": {}", one_line(text)));
}

/// Whether a replacement can be printed as a line.
fn patchable(sources: &Sources, fix: &Fix) -> bool {
    let line = line(sources, fix.span);
    let visible = one_line(&fix.replacement) == fix.replacement;
    let inside = fix.span.end <= line.end && parts(sources, fix).is_some();
    visible && inside && (line.end - line.start) as usize + fix.replacement.len() <= LONGEST_PATCH
}

/// The parts of the line of a replacement: before it, what is replaced, and after it.
fn parts<'s>(sources: &'s Sources, fix: &Fix) -> Option<(&'s str, &'s str, &'s str)> {
    let line = line(sources, fix.span);
    let text = sources.slice(line);
    let (before, rest) = text.split_at_checked((fix.span.start - line.start) as usize)?;
    let (old, behind) = rest.split_at_checked((fix.span.end - fix.span.start) as usize)?;
    Some((before, old, behind))
}

/// A line with plus signs under what is inserted, or the line before and after the replacement.
fn patch(writer: &mut Writer, sources: &Sources, fix: &Fix) {
    let Some((before, old, behind)) = parts(sources, fix) else { return };
    writer.line();
    writer.put(Style::Help, "help");
    writer.put(Style::Title, &format!(": {}", one_line(&fix.message)));
    writer.sign(" |");
    let number = sources.start(fix.span).line;
    let new = format!("{before}{}{behind}", fix.replacement);
    let (same, inserted) = insertion(old, &fix.replacement);
    let line = Line::new(&new, 0);
    if inserted == 0 {
        source(writer, number, Style::Removed, "-", &Line::new(&format!("{before}{old}{behind}"), 0));
        source(writer, number, Style::Added, "+", &line);
        return;
    }
    source(writer, number, Style::Frame, "|", &line);
    writer.sign(" |");
    let from = before.len() + same;
    let (from, to) = (line.column(from), line.column(from + inserted));
    writer.put(Style::Added, &format!("{}{}", " ".repeat(from + 1), "+".repeat(to - from)));
}

/// The length of the part before the insertion, and the length of the insertion; `None` if the replacement removes anything.
fn insertion(old: &str, new: &str) -> (usize, usize) {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    match (old.get(same..), new.get(same..)) {
        (Some(rest), Some(new)) if new.ends_with(rest) => (same, new.len() - rest.len()),
        _ => (same, 0),
    }
}
