//! Files, and locations in them.

use crate::lists::IntoVec;
use std::fmt;

/// Identifies a file of a [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The position after the last byte.
    pub end: u32,
}

impl Span {
    /// Creates a range of bytes in a file.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The first byte of the range, which is shown for a whole mapping or list, because that may have many lines.
    ///
    /// A span does not know the text, so this may end inside a character. [`Sources::whole_characters`] widens it, as it does with all
    /// locations of a finding.
    #[must_use]
    pub fn first(self) -> Self {
        Self { end: self.start.saturating_add(1).min(self.end), ..self }
    }

    /// The range from the start of `self` to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// The same range in a text that has this many more bytes before it.
    #[must_use]
    #[cfg(feature = "trees")]
    pub(crate) fn moved(self, by: i64) -> Self {
        let moved = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(u32::MAX);
        Self { start: moved(self.start), end: moved(self.end), ..self }
    }

    /// The part of this range from byte `from` to byte `to`, counted from its start.
    #[must_use]
    pub fn part(self, from: usize, to: usize) -> Self {
        let len = (self.end - self.start) as usize;
        Self::new(self.file, self.start as usize + from.min(len), self.start as usize + to.min(len))
    }
}

/// A value and its location.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its location.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Creates a value written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Another value at the same location.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A location for people: line and column, both counted from 1, with columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub col: usize,
}

impl fmt::Display for LineCol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.col)
    }
}

/// The files of one run: the given specs and the files they use.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Sources {
    /// Creates an empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file under the name that findings print.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).into_vec();
        self.files.push(File { name: name.into(), text, line_starts });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The name that findings print.
    pub fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.name)
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.text)
    }

    /// The text at a span; empty if the span does not begin and end at character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The smallest span around this one that begins and ends at character boundaries.
    ///
    /// ```
    /// use errspec_spec::source::{Sources, Span};
    /// let mut sources = Sources::new();
    /// let file = sources.add("a.yaml", "é: 1");
    /// assert_eq!(sources.slice(sources.whole_characters(Span::new(file, 0, 1))), "é");
    /// assert_eq!(sources.slice(sources.whole_characters(Span::new(file, 3, 99))), " 1");
    /// ```
    #[must_use]
    pub fn whole_characters(&self, span: Span) -> Span {
        let text = self.text(span.file);
        let (start, end) = ((span.start as usize).min(text.len()), (span.end as usize).min(text.len()));
        let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        Span::new(span.file, start, end)
    }

    /// The start of a span.
    pub fn start(&self, span: Span) -> LineCol {
        self.line_col(span.file, span.start as usize)
    }

    /// The end of a span (after its last character).
    pub fn end(&self, span: Span) -> LineCol {
        self.line_col(span.file, span.end as usize)
    }

    /// The start of a span as `name:line:col`.
    pub fn place(&self, span: Span) -> String {
        format!("{}:{}", self.name(span.file), self.start(span))
    }

    /// The number of the line with a position, from 0, and the text of that line before the position.
    ///
    /// ```
    /// let mut sources = errspec_spec::source::Sources::new();
    /// let file = sources.add("a.yaml", "a: 1\nb: 2\n");
    /// assert_eq!(sources.line(file, 8), (1, "b: "));
    /// ```
    pub fn line(&self, file: FileId, at: usize) -> (usize, &str) {
        let Some(file) = self.get(file) else { return (0, "") };
        let line = file.line_starts.partition_point(|start| *start <= at).saturating_sub(1);
        let start = file.line_starts.get(line).copied().unwrap_or(0);
        (line, file.text.get(start..at.min(file.text.len())).unwrap_or(""))
    }

    /// All files, in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    fn get(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }

    fn line_col(&self, file: FileId, at: usize) -> LineCol {
        let (line, before) = self.line(file, at);
        LineCol { line: line + 1, col: before.chars().count() + 1 }
    }
}
