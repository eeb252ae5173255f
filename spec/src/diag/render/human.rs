use super::text::{line, one_line};
use crate::diag::{Diagnostic, Fix, Label, Severity};
use crate::source::{Sources, Span};
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet, Title};

/// Places of one file that are further apart than this many lines get a snippet each.
const APART: usize = 100;

/// A line longer than this many bytes is not shown: it was not written by hand.
const LONGEST_LINE: usize = 4000;

/// A replacement in a longer line is only told, since both lines would be shown whole.
const LONGEST_PATCH: usize = 160;

/// As rustc shows its own: the rule, the place with a few words under it, other places, notes, and what to write instead.
/// `color` for terminals only.
pub fn human(sources: &Sources, findings: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let title = |finding: &Diagnostic| {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        level.primary_title(one_line(&finding.message)).id(finding.slug)
    };
    findings.iter().map(|finding| renderer.render(&report(sources, finding, title(finding))) + "\n\n").collect()
}

/// One finding without the word for its severity in front and without colour: the text for a `compile_error!`, before which
/// the compiler puts its own.
pub fn embedded(sources: &Sources, finding: &Diagnostic) -> String {
    let title = Level::ERROR.no_name().primary_title(format!("{} [{}]", one_line(&finding.message), finding.slug));
    Renderer::plain().render(&report(sources, finding, title))
}

fn report<'a>(sources: &'a Sources, finding: &Diagnostic, title: Title<'a>) -> Vec<Group<'a>> {
    let notes = finding.notes.iter().map(|note| Element::from(Level::NOTE.message(one_line(note))));
    let untold = finding.fix.as_ref().filter(|fix| !patchable(sources, fix));
    let told = untold.map(|fix| Element::from(Level::HELP.message(one_line(&fix.message))));
    let main = Group::with_title(title).elements(snippets(sources, finding)).elements(told).elements(notes);
    let fix = finding.fix.as_ref().filter(|fix| patchable(sources, fix)).map(|fix| patch(sources, fix));
    std::iter::once(main).chain(fix).collect()
}

/// The lines of one file that are shown together, and what is said about them.
struct Window<'d> {
    first: usize,
    last: usize,
    lines: Span,
    labels: Vec<(AnnotationKind, &'d Label)>,
}

fn snippets<'a>(sources: &'a Sources, finding: &Diagnostic) -> Vec<Element<'a>> {
    let others = finding.labels.iter().map(|label| (AnnotationKind::Context, label));
    let mut windows: Vec<Window<'_>> = Vec::new();
    for (kind, label) in std::iter::once((AnnotationKind::Primary, &finding.primary)).chain(others) {
        let (lines, number) = (line(sources, label.span), sources.start(label.span).line);
        let near = |window: &&mut Window<'_>| {
            window.lines.file == lines.file && window.first <= number + APART && number <= window.last + APART
        };
        match windows.iter_mut().find(near) {
            Some(window) => {
                (window.first, window.last) = (window.first.min(number), window.last.max(number));
                window.lines.start = window.lines.start.min(lines.start);
                window.lines.end = window.lines.end.max(lines.end);
                window.labels.push((kind, label));
            }
            None => windows.push(Window { first: number, last: number, lines, labels: vec![(kind, label)] }),
        }
    }
    windows.into_iter().map(|window| snippet(sources, window)).collect()
}

fn snippet<'a>(sources: &'a Sources, window: Window<'_>) -> Element<'a> {
    let (name, text) = (one_line(sources.name(window.lines.file)), sources.slice(window.lines));
    if text.lines().any(|line| line.len() > LONGEST_LINE) {
        let place = window.labels.first().map(|(_, label)| sources.start(label.span));
        let origin = Origin::path(name);
        return Element::from(match place {
            Some(at) => origin.line(at.line).char_column(at.col),
            None => origin,
        });
    }
    let start = window.lines.start as usize;
    let annotations = window.labels.into_iter().map(|(kind, label)| annotation(text, start, kind, label));
    Element::from(Snippet::source(text).path(name).line_start(window.first).annotations(annotations))
}

/// A value of several lines is marked on its first.
fn annotation<'a>(text: &str, start: usize, kind: AnnotationKind, label: &Label) -> Annotation<'a> {
    let (from, to) = within(text, start, label.span);
    let line = text.get(from..to).and_then(|marked| marked.lines().next()).unwrap_or("");
    let words = Some(one_line(&label.text)).filter(|words| !words.is_empty());
    kind.span(from..from + line.trim_end().len()).label(words)
}

fn within(text: &str, start: usize, span: Span) -> (usize, usize) {
    let clamp = |at: u32| (at as usize).saturating_sub(start).min(text.len());
    (clamp(span.start), clamp(span.end))
}

/// Whether a replacement can be shown as a line before and after.
fn patchable(sources: &Sources, fix: &Fix) -> bool {
    let line = line(sources, fix.span);
    let visible = one_line(&fix.replacement) == fix.replacement;
    visible && fix.span.end <= line.end && (line.end - line.start) as usize + fix.replacement.len() <= LONGEST_PATCH
}

fn patch<'a>(sources: &'a Sources, fix: &Fix) -> Group<'a> {
    let line = line(sources, fix.span);
    let text = sources.slice(line);
    let (from, to) = within(text, line.start as usize, fix.span);
    let snippet = Snippet::source(text).path(one_line(sources.name(line.file))).line_start(sources.start(fix.span).line);
    let snippet = snippet.patch(Patch::new(from..to, fix.replacement.clone()));
    Level::HELP.secondary_title(one_line(&fix.message)).element(snippet)
}
