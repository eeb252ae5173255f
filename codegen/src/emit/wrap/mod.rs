//! Breaks lines that are too long as a formatter would: at their brackets, and before the methods of a chain. Everything else is left as it
//! was written.

mod parts;

use super::indent::{self, INDENT};
use parts::{Expr, Group, Kind, Part};

/// The maximum number of bytes in a line that can be broken, and the minimum that is available next to its indentation.
const WIDTH: usize = 89;
const LEAST: usize = 60;

/// Adds a line, without its indentation and its line break, to a text.
pub(super) fn wrap(line: &str, indent: usize, text: &mut String) {
    let mut lines = Lines { text, column: 0, width: WIDTH };
    lines.indent(indent);
    if line.starts_with(['/', '#']) || (lines.fits(line.len()) && !line.contains(" { ")) {
        lines.push(line);
    } else if let Some((pattern, value)) = arm(line) {
        lines.arm(pattern, value, indent);
    } else if let Some((head, implementor)) = implementation(line) {
        lines.value(head, indent);
        if lines.fits(1 + implementor.len()) {
            lines.push(" ")
        } else {
            lines.next(indent)
        }
        lines.push(implementor);
    } else {
        let (declared, value) = declaration(line);
        lines.push(declared);
        lines.value(value, indent);
    }
    text.push('\n');
}

struct Lines<'t> {
    text: &'t mut String,
    /// The number of bytes in the last line.
    column: usize,
    /// The maximum number of bytes in it.
    width: usize,
}

impl Lines<'_> {
    /// The rest of a line. What the last bracket opens is on the lines below.
    fn value(&mut self, line: &str, indent: usize) {
        let (head, tail) = match line.as_bytes().last() {
            Some(b'(' | b'[' | b'{') => line.split_at(line.len() - 1),
            _ => (line, ""),
        };
        match parts::parse(head) {
            Some(expr) => self.expr(&expr, indent, tail.len()),
            None => self.push(head),
        }
        self.push(tail);
    }

    /// An arm of a `match`, in a block if it does not fit next to its pattern.
    fn arm(&mut self, pattern: &str, value: &str, indent: usize) {
        self.push(pattern);
        self.push(" => ");
        match parts::parse(value) {
            Some(expr) if expr.wide || !self.fits(value.len()) => {
                self.push("{");
                self.next(indent + INDENT);
                self.expr(&expr, indent + INDENT, 0);
                self.next(indent);
                self.push("}");
            }
            _ => {
                self.push(value);
                self.push(",");
            }
        }
    }

    /// An expression that is followed by `tail` bytes on the same line.
    fn expr(&mut self, expr: &Expr<'_>, indent: usize, tail: usize) {
        if !expr.wide && self.fits(expr.text.len() + tail) {
            self.push(expr.text);
            return;
        }
        let is_chain = expr.parts.iter().any(|part| matches!(part, Part::Dot));
        let indent = if is_chain { indent + INDENT } else { indent };
        for (at, part) in expr.parts.iter().enumerate() {
            match part {
                Part::Text(text) => self.push(text),
                Part::Dot => {
                    self.next(indent);
                    self.push(".");
                }
                Part::Group(group) => self.group(group, indent, following(expr, at + 1, tail)),
            }
        }
    }

    fn group(&mut self, group: &Group<'_>, indent: usize, tail: usize) {
        let fits = !group.wide && self.fits(group.text.len() + tail);
        let (Some(open), Some(close)) = (group.text.get(..1), group.text.get(group.text.len() - 1..)) else { return };
        match (group.kind, group.items.as_slice()) {
            (_, []) => self.push(group.text),
            _ if fits => self.push(group.text),
            (Kind::List, [only]) if open == "(" && only.hugs() => {
                self.push(open);
                self.expr(only, indent, close.len() + tail);
                self.push(close);
            }
            (kind, items) => {
                self.push(open);
                self.next(indent + INDENT);
                match kind {
                    Kind::Fill => self.fill(items, indent + INDENT),
                    _ => self.list(items, indent + INDENT),
                }
                self.next(indent);
                self.push(close);
            }
        }
    }

    /// Items on one line each. The base of a struct literal comes last, without a comma.
    fn list(&mut self, items: &[Expr<'_>], indent: usize) {
        for (at, item) in items.iter().enumerate() {
            let is_last = at + 1 == items.len();
            if at > 0 {
                self.next(indent);
            }
            self.expr(item, indent, usize::from(!is_last));
            if !item.text.starts_with("..") {
                self.push(",");
            }
        }
    }

    /// As many items on a line as fit.
    fn fill(&mut self, items: &[Expr<'_>], indent: usize) {
        for (at, item) in items.iter().enumerate() {
            let comma = usize::from(at + 1 < items.len());
            match self.fits(1 + item.text.len() + comma) {
                _ if at == 0 => {}
                true => self.push(" "),
                false => self.next(indent),
            }
            self.push(item.text);
            self.push(",");
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.len();
    }

    fn next(&mut self, indent: usize) {
        self.text.push('\n');
        self.indent(indent);
    }

    fn indent(&mut self, indent: usize) {
        indent::indent(indent, self.text);
        (self.column, self.width) = (indent, WIDTH.max(indent + LEAST));
    }

    /// Whether this many more bytes fit on the line.
    fn fits(&self, bytes: usize) -> bool {
        self.column + bytes <= self.width
    }
}

/// What follows `impl`, and the type.
fn implementation(line: &str) -> Option<(&str, &str)> {
    let at = line.find(" for ").filter(|_| line.starts_with("impl"))?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

/// The declaration of an item or a variable, which is not broken, and its value.
fn declaration(line: &str) -> (&str, &str) {
    match line.find(" = ") {
        Some(at) if !line.starts_with("impl") && line.find('"').is_none_or(|text| at < text) => line.split_at(at + 3),
        _ => ("", line),
    }
}

/// The pattern and the value of an arm on one line.
fn arm(line: &str) -> Option<(&str, &str)> {
    let (pattern, value) = line.split_once(" => ")?;
    Some((pattern, value.strip_suffix(',')?)).filter(|_| !pattern.contains('"'))
}

/// The number of bytes that follow on the same line, whatever is broken before them. The parameters of a function are broken separately.
fn following(expr: &Expr<'_>, from: usize, tail: usize) -> usize {
    let mut bytes = 0;
    for part in expr.parts.iter().skip(from) {
        match part {
            Part::Text(text) => bytes += text.len(),
            Part::Group(group) if bytes == 0 && group.text.starts_with('(') => return 1,
            Part::Group(group) => bytes += group.text.len(),
            Part::Dot => return bytes,
        }
    }
    bytes + tail
}
