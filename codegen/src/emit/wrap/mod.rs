//! Lines that are too long, broken as a formatter would break them: at their brackets, and before the methods of a chain. Everything
//! else stands as it was written.

mod parts;

use parts::{Expr, Group, Kind, Part};

/// The most bytes in a line that can be broken.
const WIDTH: usize = 89;
/// The indentation of what is inside brackets.
const INDENT: usize = 4;

/// Adds a line, without its indentation and its line break, to a text.
pub(super) fn wrap(line: &str, indent: usize, text: &mut String) {
    let mut lines = Lines { text, column: 0 };
    lines.indent(indent);
    let as_it_stands = line.starts_with(['/', '#']) || (indent + line.len() <= WIDTH && !line.contains(" { "));
    if as_it_stands || !lines.line(line, indent) {
        lines.push(line);
    }
    text.push('\n');
}

struct Lines<'t> {
    text: &'t mut String,
    /// Bytes in the last line.
    column: usize,
}

impl Lines<'_> {
    /// Whether the line could be broken where it has to be.
    fn line(&mut self, line: &str, indent: usize) -> bool {
        if let Some((pattern, value)) = arm(line) {
            return self.arm(pattern, value, indent);
        }
        // What a last bracket opens is on the lines below.
        let (head, tail) = match line.as_bytes().last() {
            Some(b'(' | b'[' | b'{') => line.split_at(line.len() - 1),
            _ => (line, ""),
        };
        let (head, implemented) = match head.split_once(" for ") {
            Some((head, _)) if line.starts_with("impl") => (head, line.get(head.len() + 1..).unwrap_or_default()),
            _ => (head, tail),
        };
        let Some(expr) = parts::parse(head) else { return false };
        self.expr(&expr, indent, if head.len() + tail.len() == line.len() { tail.len() } else { 0 });
        if implemented.starts_with("for ") {
            if self.column + 1 + implemented.len() <= WIDTH { self.push(" ") } else { self.next(indent) }
        }
        self.push(implemented);
        true
    }

    /// An arm of a `match`, in a block where it does not fit beside its pattern.
    fn arm(&mut self, pattern: &str, value: &str, indent: usize) -> bool {
        let Some(expr) = parts::parse(value) else { return false };
        self.push(pattern);
        self.push(" => ");
        if !expr.wide && self.column + value.len() <= WIDTH {
            self.push(value);
            self.push(",");
        } else {
            self.push("{");
            self.next(indent + INDENT);
            self.expr(&expr, indent + INDENT, 0);
            self.next(indent);
            self.push("}");
        }
        true
    }

    /// An expression that `tail` bytes follow on the same line.
    fn expr(&mut self, expr: &Expr<'_>, indent: usize, tail: usize) {
        if !expr.wide && self.column + expr.text.len() + tail <= WIDTH {
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
        let fits = !group.wide && self.column + group.text.len() + tail <= WIDTH;
        let (Some(open), Some(close)) = (group.text.get(..1), group.text.get(group.text.len() - 1..)) else { return };
        match (group.kind, group.items.as_slice()) {
            (Kind::Rigid, _) | (_, []) => self.push(group.text),
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

    /// Items on a line each. What a struct literal takes from another value comes last, without a comma.
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
            match self.column + 1 + item.text.len() + comma <= WIDTH {
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
        self.column = 0;
        self.indent(indent);
    }

    fn indent(&mut self, indent: usize) {
        for _ in 0..indent / INDENT {
            self.push("    ");
        }
    }
}

/// The pattern and the value of an arm that is on one line.
fn arm(line: &str) -> Option<(&str, &str)> {
    let (pattern, value) = line.split_once(" => ")?;
    Some((pattern, value.strip_suffix(',')?)).filter(|_| !pattern.contains('"'))
}

/// The bytes that follow on the same line, whatever is broken before them. A value is broken by itself.
fn following(expr: &Expr<'_>, from: usize, tail: usize) -> usize {
    let mut bytes = 0;
    for part in expr.parts.iter().skip(from) {
        match part {
            Part::Text(text) => match text.find(" = ") {
                Some(at) => return bytes + at,
                None => bytes += text.len(),
            },
            Part::Group(group) => bytes += group.text.len(),
            Part::Dot => return bytes,
        }
    }
    bytes + tail
}
