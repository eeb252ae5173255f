//! Findings about YAML syntax errors. The library reports where it stopped; the mistake itself is often further up.

use super::error_words as words;
use super::lines::{indent, line_end, line_start};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{FileId, Span};
use granit_parser::ErrorKind as Kind;

/// The finding for an error at a byte. `seen` is the end of the last complete event, and `brackets` are those open there.
pub(super) fn describe(kind: &Kind, file: FileId, source: &str, at: usize, seen: usize, brackets: Vec<usize>) -> Diagnostic {
    let context = context_at(source, seen.min(at), at, brackets);
    let place = Place { file, source, at };
    place
        .unclosed(kind, &context)
        .or_else(|| place.tab(kind))
        .or_else(|| place.escape(kind))
        .or_else(|| place.unquoted(kind, &context))
        .unwrap_or_else(|| place.plainly(kind))
}

struct Place<'a> {
    file: FileId,
    source: &'a str,
    at: usize,
}

impl Place<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    /// One character, or nothing at the end of a line.
    fn char_at(&self, at: usize) -> Span {
        let next = self.source.get(at..).and_then(|rest| rest.chars().next());
        self.span(at, at + next.filter(|c| !"\r\n".contains(*c)).map_or(0, char::len_utf8))
    }

    fn plainly(&self, kind: &Kind) -> Diagnostic {
        let (rule, message, note) = words::say(kind, self.at >= self.source.trim_end().len());
        let finding = Diagnostic::new(rule, self.char_at(self.at), message);
        if note.is_empty() { finding } else { finding.note(note) }
    }

    /// A quote or bracket that is still open. The mistake is where it was opened.
    fn unclosed(&self, kind: &Kind, context: &Context) -> Option<Diagnostic> {
        if let Some(open) = context.quote {
            let finding = Diagnostic::new(&rules::UNCLOSED_QUOTE, self.char_at(open), "this quote is never closed");
            return Some(self.swallowed(finding, open).note(words::QUOTES));
        }
        let open = *context.brackets.last()?;
        match kind {
            Kind::InvalidIndentation | Kind::InvalidFlowScalarIndent if !self.begins_entry() => Some(self.shallow(open)),
            Kind::InvalidIndentation | Kind::InvalidFlowScalarIndent | Kind::UnclosedFlowCollection { .. } => {
                let bracket = self.source.get(open..=open).unwrap_or("[");
                let finding =
                    Diagnostic::new(&rules::UNCLOSED_BRACKET, self.char_at(open), format!("this `{bracket}` is never closed"));
                Some(
                    self.swallowed(finding, open)
                        .note("Add the closing bracket. Put a text that begins with a bracket or contains ` #` in quotes."),
                )
            }
            _ => None,
        }
    }

    /// Whether the line looks like an entry of a mapping or list in block style.
    fn begins_entry(&self) -> bool {
        let line = self.source.get(self.at..line_end(self.source, self.at)).unwrap_or("");
        line.starts_with("- ") || line.contains(": ") || line.trim_end().ends_with(':')
    }

    /// Marks the first line that cannot belong to what is open.
    fn swallowed(&self, finding: Diagnostic, open: usize) -> Diagnostic {
        let elsewhere = line_start(self.source, open) != line_start(self.source, self.at) && self.at < self.source.len();
        if elsewhere { finding.label(self.char_at(self.at), "this line cannot be part of it") } else { finding }
    }

    /// A line between brackets, often that of the closing one, that is indented like the key.
    fn shallow(&self, open: usize) -> Diagnostic {
        let wanted = indent(self.source, open) + 2;
        let missing = " ".repeat(wanted.saturating_sub(indent(self.source, self.at)).max(1));
        let message = "a line between brackets is not indented more than the line that opens them";
        Diagnostic::new(&rules::INDENTATION, self.char_at(self.at), message).label(self.char_at(open), "opened here").fix(
            self.span(self.at, self.at),
            missing,
            "indent it",
        )
    }

    fn tab(&self, kind: &Kind) -> Option<Diagnostic> {
        let (rule, message, note) = words::tab(kind)?;
        let from = line_start(self.source, self.at);
        let rest = self.source.get(from..)?;
        let leading = rest.split_inclusive('\n').scan(from, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let indented = leading.take(64).find(|(_, line)| line.get(..blanks(line)).is_some_and(|blanks| blanks.contains('\t')));
        let (start, end) = match indented {
            Some((start, line)) => (start, start + blanks(line)),
            None => rest.find('\t').map(|tab| (from + tab, from + tab + 1))?,
        };
        let spaces = self.source.get(start..end)?.replace('\t', "  ");
        Some(Diagnostic::new(rule, self.span(start, end), message).note(note).fix(self.span(start, end), spaces, "use spaces"))
    }

    /// The escape itself, if the library reports the whole value.
    fn escape(&self, kind: &Kind) -> Option<Diagnostic> {
        let (rule, message, note) = words::escape(kind)?;
        let rest = self.source.get(self.at..)?;
        let bad = rest.char_indices().scan(false, |escaped, (at, c)| {
            let code = escaped.then_some((at, c));
            *escaped = c == '\\' && !*escaped;
            Some(code)
        });
        let wrong = |at: usize, c: char| match c {
            'x' | 'u' | 'U' => {
                let digits = match c {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let code = rest.get(at + 1..at + 1 + digits).unwrap_or("");
                let value = u32::from_str_radix(code, 16).ok().filter(|_| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
                value.and_then(char::from_u32).is_none()
            }
            _ => !"0abt\tnvfre \"/\\N_LP\r\n".contains(c),
        };
        let found = bad.flatten().find(|(at, c)| wrong(*at, *c));
        let span = found.map_or(self.char_at(self.at), |(at, c)| self.span(self.at + at - 1, self.at + at + c.len_utf8()));
        Some(Diagnostic::new(rule, span, message).note(note))
    }

    /// A text that YAML reads as something else, which quotes would fix.
    fn unquoted(&self, kind: &Kind, context: &Context) -> Option<Diagnostic> {
        let line = line_start(self.source, self.at);
        let (value, finding) = match kind {
            Kind::UnexpectedCharacter { .. } | Kind::MissingAnchorOrAliasName => (self.at, self.plainly(kind)),
            Kind::MappingValueNotAllowed => {
                let colon = self.source.get(line..self.at)?.find(": ")?;
                let message = "a second `:` in the value of a key";
                let finding = Diagnostic::new(&rules::YAML_SYNTAX, self.char_at(self.at), message);
                (line + colon + 2, finding.note("Put a text that contains `: ` in quotes."))
            }
            _ => return None,
        };
        let end = self.value_end(value);
        let text = self.source.get(value..end)?.trim_start();
        if !context.brackets.is_empty() || text.starts_with(['"', '\'']) {
            return Some(finding);
        }
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        Some(finding.fix(self.span(end - text.len(), end), quoted, "put the text in quotes"))
    }

    /// The end of the value that begins at a position: before a comment, or at the end of the line.
    fn value_end(&self, from: usize) -> usize {
        let line = self.source.get(from..line_end(self.source, from)).unwrap_or("");
        let text = line.find(" #").and_then(|comment| line.get(..comment)).unwrap_or(line);
        from + text.trim_end().len()
    }
}

/// What is open at the point where parsing failed, which says more about the mistake than the position itself.
struct Context {
    /// The quote that is not closed before the position.
    quote: Option<usize>,
    /// The brackets that are open there, outermost first.
    brackets: Vec<usize>,
}

/// Searches the text from the last complete event to the position of the error. `brackets` are those open at `from`.
fn context_at(source: &str, from: usize, to: usize, brackets: Vec<usize>) -> Context {
    let bytes = source.as_bytes().get(..to).unwrap_or_default();
    let mut context = Context { quote: None, brackets };
    // A value may begin after an indicator or at the beginning of a line. Quotes and brackets there are not text.
    let (mut at, mut begins) = (from, true);
    while let Some(byte) = bytes.get(at) {
        let blank = at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace);
        match byte {
            b'#' if blank => at += bytes[at..].iter().take_while(|byte| **byte != b'\n').count(),
            b'"' | b'\'' if begins => match closing(bytes, at) {
                Some(closing) => at = closing,
                None => {
                    context.quote = Some(at);
                    return context;
                }
            },
            b'[' | b'{' if begins => context.brackets.push(at),
            b']' | b'}' => drop(context.brackets.pop()),
            _ => {}
        }
        begins = match bytes.get(at) {
            Some(b' ' | b'\t' | b'\r') => begins,
            Some(b'\n' | b':' | b'-' | b'?' | b'[' | b'{' | b',') | None => true,
            Some(_) => false,
        };
        at += 1;
    }
    context
}

/// The end of the quote that is opened at `open`.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let quote = *bytes.get(open)?;
    let mut at = open + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
}
