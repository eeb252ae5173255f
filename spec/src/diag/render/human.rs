use super::columns::Line;
use super::ink::{Ink, Page};
use super::snippet::{Mark, snippet, source};
use super::text::{line, one_line, word};
use crate::diag::{Diagnostic, Fix};
use crate::source::{FileId, Sources};

/// A replacement in a longer line is only told, since the line would be shown twice.
const LONGEST_PATCH: usize = 160;

/// As rustc shows its own: the rule, the place with a few words under it, other places, notes, and what to write instead.
/// `color` for terminals only.
pub fn human(sources: &Sources, findings: &[Diagnostic], color: bool) -> String {
    let one = |finding: &Diagnostic| {
        let mut page = page(sources, finding, color);
        page.put(Ink::Of(finding.severity), &format!("{}[{}]", word(finding.severity), finding.slug));
        page.put(Ink::Title, &format!(": {}", one_line(&finding.message)));
        body(&mut page, sources, finding);
        page.into_text() + "\n\n"
    };
    findings.iter().map(one).collect()
}

/// One finding without the word for its severity in front and without colour: the text for a `compile_error!`, before which
/// the compiler puts its own.
pub fn embedded(sources: &Sources, finding: &Diagnostic) -> String {
    let mut page = page(sources, finding, false);
    page.put(Ink::Title, &format!("{} [{}]", one_line(&finding.message), finding.slug));
    body(&mut page, sources, finding);
    page.into_text()
}

/// A page with room for the longest number of a line.
fn page(sources: &Sources, finding: &Diagnostic, color: bool) -> Page {
    let labels = std::iter::once(&finding.primary).chain(&finding.labels).map(|label| label.span);
    let spans = labels.chain(finding.fix.as_ref().map(|fix| fix.span));
    let last = spans.map(|span| sources.start(span).line).max().unwrap_or(1);
    Page::new(color, last.to_string().len())
}

fn body(page: &mut Page, sources: &Sources, finding: &Diagnostic) {
    let own = Mark { label: &finding.primary, sign: '^', ink: Ink::Of(finding.severity) };
    let others = finding.labels.iter().map(|label| Mark { label, sign: '-', ink: Ink::Frame });
    let marks: Vec<Mark<'_>> = std::iter::once(own).chain(others).collect();
    let mut files: Vec<FileId> = Vec::new();
    for mark in &marks {
        let file = mark.label.span.file;
        if !files.contains(&file) {
            files.push(file);
            let of_file: Vec<Mark<'_>> = marks.iter().copied().filter(|mark| mark.label.span.file == file).collect();
            heading(page, sources, mark, if files.len() == 1 { "--> " } else { "::: " });
            snippet(page, sources, &of_file);
        }
    }
    let (shown, told) = match &finding.fix {
        Some(fix) if patchable(sources, fix) => (Some(fix), None),
        fix => (None, fix.as_ref()),
    };
    if finding.fix.is_some() || !finding.notes.is_empty() {
        page.sign(" |");
    }
    told.iter().for_each(|fix| remark(page, "help", &fix.message));
    finding.notes.iter().for_each(|note| remark(page, "note", note));
    shown.iter().for_each(|fix| patch(page, sources, fix));
}

/// Where a file's lines begin.
fn heading(page: &mut Page, sources: &Sources, mark: &Mark<'_>, sign: &str) {
    if sign != "--> " {
        page.sign(" |");
    }
    page.sign(sign);
    page.put(Ink::Plain, &one_line(&sources.place(mark.label.span)));
    page.sign(" |");
}

fn remark(page: &mut Page, word: &str, text: &str) {
    page.sign(" = ");
    page.put(Ink::Title, word);
    page.put(Ink::Plain, &format!(": {}", one_line(text)));
}

/// Whether a replacement can be shown as a line.
fn patchable(sources: &Sources, fix: &Fix) -> bool {
    let line = line(sources, fix.span);
    let visible = one_line(&fix.replacement) == fix.replacement;
    let inside = fix.span.end <= line.end && parts(sources, fix).is_some();
    visible && inside && (line.end - line.start) as usize + fix.replacement.len() <= LONGEST_PATCH
}

/// Of the line of a replacement: what is before it, what is replaced, what is behind it.
fn parts<'s>(sources: &'s Sources, fix: &Fix) -> Option<(&'s str, &'s str, &'s str)> {
    let line = line(sources, fix.span);
    let text = sources.slice(line);
    let (before, rest) = text.split_at_checked((fix.span.start - line.start) as usize)?;
    let (old, behind) = rest.split_at_checked((fix.span.end - fix.span.start) as usize)?;
    Some((before, old, behind))
}

/// A line with plus signs under what is to be inserted; otherwise the line before and after.
fn patch(page: &mut Page, sources: &Sources, fix: &Fix) {
    let Some((before, old, behind)) = parts(sources, fix) else { return };
    page.line();
    page.put(Ink::Help, "help");
    page.put(Ink::Title, &format!(": {}", one_line(&fix.message)));
    page.sign(" |");
    let number = sources.start(fix.span).line;
    let new = format!("{before}{}{behind}", fix.replacement);
    let (same, inserted) = insertion(old, &fix.replacement);
    let line = Line::new(&new, 0);
    if inserted == 0 {
        source(page, number, Ink::Removed, "-", &Line::new(&format!("{before}{old}{behind}"), 0));
        source(page, number, Ink::Added, "+", &line);
        return;
    }
    source(page, number, Ink::Frame, "|", &line);
    page.sign(" |");
    let from = before.len() + same;
    let (from, to) = (line.column(from), line.column(from + inserted));
    page.put(Ink::Added, &format!("{}{}", " ".repeat(from + 1), "+".repeat(to - from)));
}

/// How much of a replacement stands before what it inserts, and how much that is; nothing if it takes anything away.
fn insertion(old: &str, new: &str) -> (usize, usize) {
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    match (old.get(same..), new.get(same..)) {
        (Some(rest), Some(new)) if new.ends_with(rest) => (same, new.len() - rest.len()),
        _ => (same, 0),
    }
}
