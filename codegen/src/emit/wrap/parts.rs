//! A line of Rust, divided by its brackets and method calls.

/// Text that is one expression, or one item between commas.
pub(super) struct Expr<'t> {
    pub(super) text: &'t str,
    pub(super) parts: Vec<Part<'t>>,
    /// Whether a struct literal in it is too wide for one line.
    pub(super) wide: bool,
}

pub(super) enum Part<'t> {
    Text(&'t str),
    /// The dot before a method or a field.
    Dot,
    Group(Group<'t>),
}

/// Brackets and their content, as written on one line.
pub(super) struct Group<'t> {
    pub(super) text: &'t str,
    pub(super) kind: Kind,
    pub(super) items: Vec<Expr<'t>>,
    pub(super) wide: bool,
}

/// How a group is broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One item per line: the arguments of a call, a list, generics.
    List,
    /// One field per line: a struct literal.
    Struct,
    /// As many items per line as fit: numbers, imports.
    Fill,
}

/// The maximum number of bytes of a struct literal on one line, without its closing brace.
const WIDEST_STRUCT: usize = 34;

/// Parses a whole line; `None` if a bracket is opened or closed on another line.
pub(super) fn parse(line: &str) -> Option<Expr<'_>> {
    let mut parser = Parser { line, at: 0 };
    let expr = parser.expr(false)?;
    (parser.at == line.len()).then_some(expr)
}

struct Parser<'t> {
    line: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    /// Parses up to a bracket that was opened before, or inside brackets up to a comma.
    fn expr(&mut self, inside: bool) -> Option<Expr<'t>> {
        let (start, mut text_start) = (self.at, self.at);
        let (mut parts, mut wide) = (Vec::new(), false);
        while let Some(byte) = self.peek(0) {
            match byte {
                b'"' => self.string()?,
                b',' if inside => break,
                b')' | b']' | b'}' => break,
                b'>' if !matches!(self.before(self.at), b'-' | b'=') => break,
                b'.' if self.is_method(start) => {
                    parts.push(Part::Text(self.since(text_start)));
                    parts.push(Part::Dot);
                    self.at += 1;
                    text_start = self.at;
                }
                b'(' | b'[' | b'{' | b'<' => {
                    parts.push(Part::Text(self.since(text_start)));
                    let group = self.group(byte)?;
                    wide |= group.wide;
                    parts.push(Part::Group(group));
                    text_start = self.at;
                }
                _ => self.at += 1,
            }
        }
        parts.push(Part::Text(self.since(text_start)));
        Some(Expr { text: self.since(start), parts, wide })
    }

    fn group(&mut self, open: u8) -> Option<Group<'t>> {
        let start = self.at;
        let close = match open {
            b'(' => b')',
            b'[' => b']',
            b'{' => b'}',
            _ => b'>',
        };
        self.at += 1;
        let mut items = Vec::new();
        loop {
            while self.peek(0) == Some(b' ') {
                self.at += 1;
            }
            if self.peek(0)? == close {
                break;
            }
            let mut item = self.expr(true)?;
            if close == b'}' {
                item.trim();
            }
            items.push(item);
            match self.peek(0)? {
                b',' => self.at += 1,
                end if end == close => break,
                _ => return None,
            }
        }
        self.at += 1;
        let text = self.since(start);
        let kind = kind(open, self.before(start), &items);
        let too_wide = kind == Kind::Struct && self.path(start) + text.len() > WIDEST_STRUCT + 1;
        let wide = too_wide || items.iter().any(|item| item.wide);
        Some(Group { text, kind, items, wide })
    }

    /// Skips a string literal.
    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek(0)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(())
    }

    /// Whether this dot is before a method or a field. If a line begins with a very short name, its method stays on that line.
    fn is_method(&self, start: usize) -> bool {
        let next = self.peek(1).is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        let short = start == 0 && self.at <= 4 && self.since(0).bytes().all(is_of_name);
        next && !short && (is_of_name(self.before(self.at)) || matches!(self.before(self.at), b')' | b']'))
    }

    /// The number of bytes of the path before a struct literal, with the space between them.
    fn path(&self, brace: usize) -> usize {
        let before = self.line.as_bytes().get(..brace).unwrap_or_default();
        let path = before.iter().rev().skip(1).take_while(|byte| is_of_name(**byte) || matches!(byte, b':' | b'#'));
        path.count() + 1
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.line.as_bytes().get(self.at + ahead).copied()
    }

    /// The byte before this position; a space at the beginning.
    fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).and_then(|at| self.line.as_bytes().get(at)).copied().unwrap_or(b' ')
    }

    fn since(&self, start: usize) -> &'t str {
        self.line.get(start..self.at).unwrap_or_default()
    }
}

impl Expr<'_> {
    /// Removes the space before a closing brace.
    fn trim(&mut self) {
        self.text = self.text.trim_end();
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            *last = last.trim_end();
        }
    }

    /// Whether an argument keeps its brackets next to those of the call, because it is the only one.
    pub(super) fn hugs(&self) -> bool {
        match self.parts.as_slice() {
            [Part::Text(before), Part::Group(group), Part::Text("")] => match group.kind {
                Kind::Struct => !before.starts_with('&'),
                _ => before.is_empty() && !group.text.starts_with('<'),
            },
            _ => false,
        }
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn kind(open: u8, before: u8, items: &[Expr<'_>]) -> Kind {
    let is_number =
        |item: &Expr<'_>| item.text.starts_with(|c: char| c.is_ascii_digit()) || matches!(item.text, "true" | "false");
    match (open, before) {
        (b'{', b' ') => Kind::Struct,
        (b'{', b':') => Kind::Fill,
        (b'[', _) if items.iter().all(is_number) => Kind::Fill,
        _ => Kind::List,
    }
}
