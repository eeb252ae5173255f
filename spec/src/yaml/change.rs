//! The entries that a change of a text touches, and their replacement in the tree.

use super::node::{Entry, Node, NodeKind, Style};
use super::read::{Whole, read_part};
use std::ops::Range;
use std::rc::Rc;

/// Consecutive entries of a mapping in block style that are read again.
pub(super) struct Change<'t> {
    /// Their new text, from the beginning of the line of the first one.
    pub(super) text: &'t str,
    /// The entries on the way to the mapping, from the outermost.
    path: Vec<usize>,
    /// The entries of the mapping that are replaced.
    entries: Range<usize>,
    /// The new entries.
    new: Vec<Entry>,
    /// The weight of the new entries.
    weight: usize,
    /// How far the text after them moves.
    moved: i64,
}

/// With this many levels or new entries, the whole file is read.
const MOST: usize = 32;

impl<'t> Change<'t> {
    /// Compares two texts, and reads the entries that differ. Returns `None` if the whole file has to be read.
    pub(super) fn new(old: &str, new: &'t str, whole: &Whole) -> Option<Self> {
        let (start, end) = differing(old.as_bytes(), new.as_bytes());
        let touched = Touched::new(&whole.root, old, start, end)?;
        let to = (touched.lines.end + new.len()).checked_sub(old.len())?;
        let text = new.get(touched.lines.start..to).filter(|text| touched.is_closed(text, to == new.len()))?;
        let (part, weight) = read_part(whole.root.span.file, text, whole.weight)?;
        let NodeKind::Map(mut entries) = part.kind else { return None };
        if part.span.start as usize != touched.column || entries.len() > MOST || !touched.accepts(&entries) {
            return None;
        }
        let distance = |from: usize, to: usize| Some(i64::try_from(to).ok()? - i64::try_from(from).ok()?);
        let (lead, moved) = (distance(0, touched.lines.start)?, distance(old.len(), new.len())?);
        entries.iter_mut().try_for_each(|entry| shift(entry, lead))?;
        Some(Self { text, path: touched.path, entries: touched.entries, new: entries, weight, moved })
    }

    /// Replaces the entries, and moves everything after them. Returns `None` if parts of the tree are shared; the tree is then useless.
    pub(super) fn apply(self, whole: &mut Whole) -> Option<()> {
        whole.weight += self.weight;
        replace(Rc::get_mut(&mut whole.root)?, &self.path, self.entries, self.new, self.moved)
    }
}

/// The bytes at which two different texts begin and end to differ; the end is that in the old one.
fn differing(old: &[u8], new: &[u8]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - start;
    let same = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    (start, old.len() - same)
}

/// The innermost entries whose lines contain a change.
struct Touched<'n> {
    siblings: &'n [Entry],
    path: Vec<usize>,
    entries: Range<usize>,
    lines: Range<usize>,
    column: usize,
}

impl<'n> Touched<'n> {
    fn new(root: &'n Node, old: &str, start: usize, end: usize) -> Option<Self> {
        let (mut node, mut last, mut found, mut path) = (root, old.len(), None, Vec::new());
        while let Some((entries, lines, column)) = within(node, old, start, end, last) {
            let NodeKind::Map(siblings) = &node.kind else { break };
            let first = entries.start;
            let single = entries.len() == 1;
            last = lines.end;
            found = Some(Self { siblings, path: path.clone(), entries, lines, column });
            path.push(first);
            match siblings.get(first) {
                Some(entry) if single && path.len() < MOST => node = &entry.value,
                _ => break,
            }
        }
        found
    }

    /// Whether a new text of the entries has only lines that belong to them, whatever comes before and after.
    fn is_closed(&self, text: &str, is_last: bool) -> bool {
        let of_entries = |line: &str| {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let blank = line.trim_end().len() <= indent;
            let comment = line.get(indent..).is_some_and(|text| text.starts_with('#'));
            blank || comment || indent >= self.column && !["---", "..."].iter().any(|mark| line.starts_with(mark))
        };
        let breaks = |text: &str| text.split('\r').skip(1).all(|line| line.starts_with('\n'));
        let in_block_style = text.as_bytes().get(self.column) != Some(&b'{');
        let ends = is_last || text.ends_with('\n');
        ends && in_block_style && !text.contains('\t') && breaks(text) && text.lines().all(of_entries)
    }

    /// Whether the new entries can be in the mapping: no key occurs twice, and none lacks its colon.
    fn accepts(&self, new: &[Entry]) -> bool {
        let kept = || self.siblings.iter().enumerate().filter(|(at, _)| !self.entries.contains(at)).map(|(_, entry)| entry);
        let height = new.iter().map(|entry| height(&entry.value)).max().unwrap_or(0);
        let is_there = |entry: &Entry| kept().any(|other| other.key == entry.key);
        let ends_well = !new.last().is_some_and(|entry| ends_in_empty_block(&entry.value));
        height + self.path.len() < MOST && ends_well && !new.iter().any(is_there) && !kept().chain(new).any(Entry::is_bare)
    }
}

/// The entries of a mapping in block style that contain the bytes from `start` to `end`, their lines, and the column of the keys. The lines of
/// the last entry of the mapping end at `last`.
fn within(node: &Node, old: &str, start: usize, end: usize, last: usize) -> Option<(Range<usize>, Range<usize>, usize)> {
    let NodeKind::Map(entries) = &node.kind else { return None };
    if old.as_bytes().get(node.span.start as usize) == Some(&b'{') {
        return None;
    }
    // The beginning of an entry's line and the column of its key, which is the first thing in the line.
    let line = |at: usize| {
        let key = entries.get(at)?.key_span.start as usize;
        let begin = old.get(..key)?.rfind('\n').map_or(0, |at| at + 1);
        old.get(begin..key)?.bytes().all(|byte| byte == b' ').then_some((begin, key - begin))
    };
    let first = entries.partition_point(|entry| entry.key_span.start as usize <= start).checked_sub(1)?;
    let (begin, column) = line(first)?;
    let mut next = entries.partition_point(|entry| (entry.key_span.start as usize) < end).max(first + 1);
    if next < entries.len() && line(next)?.0 < end {
        next += 1;
    }
    let lines = match next < entries.len() {
        true => begin..line(next).filter(|(_, other)| *other == column)?.0,
        false => begin..last,
    };
    (end <= lines.end).then_some((first..next, lines, column))
}

fn height(node: &Node) -> usize {
    let below = match &node.kind {
        NodeKind::Map(entries) => entries.iter().map(|entry| height(&entry.value)).max(),
        NodeKind::List(items) => items.iter().map(|item| height(item)).max(),
        NodeKind::Scalar(_) | NodeKind::Absent => None,
    };
    1 + below.unwrap_or(0)
}

/// Whether the last text is a block scalar without content, which is read differently at the end of a file.
fn ends_in_empty_block(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Map(entries) => entries.last().is_some_and(|entry| ends_in_empty_block(&entry.value)),
        NodeKind::List(items) => items.last().is_some_and(|item| ends_in_empty_block(item)),
        NodeKind::Scalar(scalar) => scalar.style == Style::Block && scalar.text.trim().is_empty(),
        NodeKind::Absent => false,
    }
}

/// Replaces entries of the mapping at a path, and moves everything after them.
fn replace(node: &mut Node, path: &[usize], old: Range<usize>, new: Vec<Entry>, moved: i64) -> Option<()> {
    let NodeKind::Map(entries) = &mut node.kind else { return None };
    let behind = match path.split_first() {
        Some((at, rest)) => {
            replace(Rc::get_mut(&mut entries.get_mut(*at)?.value)?, rest, old, new, moved)?;
            at + 1
        }
        None => {
            let behind = old.start + new.len();
            drop(entries.splice(old, new));
            behind
        }
    };
    entries.get_mut(behind..)?.iter_mut().try_for_each(|entry| shift(entry, moved))?;
    node.span.end = entries.last()?.value.span.end;
    Some(())
}

/// Moves an entry by this many bytes.
fn shift(entry: &mut Entry, by: i64) -> Option<()> {
    entry.key_span = entry.key_span.moved(by);
    shift_node(Rc::get_mut(&mut entry.value)?, by)
}

fn shift_node(node: &mut Node, by: i64) -> Option<()> {
    node.span = node.span.moved(by);
    match &mut node.kind {
        NodeKind::Map(entries) => entries.iter_mut().try_for_each(|entry| shift(entry, by)),
        NodeKind::List(items) => items.iter_mut().try_for_each(|item| shift_node(Rc::get_mut(item)?, by)),
        NodeKind::Scalar(_) | NodeKind::Absent => Some(()),
    }
}
