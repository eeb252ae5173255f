//! Where the cursor is in a document that may be incomplete, such as `retry: ` without a value.
//!
//! The parser needs a complete document, so this module looks at the text itself: at the indentation of the lines above the cursor, and at
//! the braces and brackets in the line of the cursor.

/// The place of the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The keys on the path to the cursor; `[]` stands for an item of a list.
    pub(super) path: Vec<String>,
    /// The part of the key or value that has been typed so far.
    pub(super) what: What,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A key of the mapping at the path.
    Key,
    /// The value at the path.
    Value,
}

/// The place of a cursor at an offset.
pub(super) fn cursor(text: &str, offset: usize) -> Cursor {
    let before = text.get(..offset).unwrap_or(text);
    let (lines, current) = before.rsplit_once('\n').unwrap_or(("", before));
    let mut parents = above(lines, indent(current));
    let mut rest = current.trim_start();
    while let Some(item) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix('-').filter(|rest| rest.is_empty())) {
        parents.push("[]".to_owned());
        rest = item.trim_start();
    }
    let what = flow(rest, &mut parents);
    Cursor { path: parents, what }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The keys of the lines above that enclose the line of the cursor: each is indented less than the one below it.
fn above(lines: &str, mut limit: usize) -> Vec<String> {
    let mut path = Vec::new();
    for line in lines.lines().rev() {
        let content = line.trim_start();
        if limit == 0 || content.is_empty() || content.starts_with('#') {
            continue;
        }
        let mut at = indent(line);
        let mut rest = content;
        // `- key:` has the key at a deeper column than the dash.
        let mut dashes = Vec::new();
        while let Some(item) = rest.strip_prefix("- ") {
            dashes.push(at);
            at += 2 + (item.len() - item.trim_start().len());
            rest = item.trim_start();
        }
        if let Some(key) = key_of(rest).filter(|_| at < limit) {
            path.push(key);
            limit = at;
        }
        for dash in dashes.into_iter().rev() {
            if dash < limit {
                path.push("[]".to_owned());
                limit = dash;
            }
        }
        // A key in the same column as the dashes below it owns them.
        if limit == indent(line) && path.last().is_some_and(|last| last == "[]") {
            limit += 1;
        }
    }
    path.reverse();
    path
}

/// The key with which a line begins, if its value is on the lines below or is a mapping that is still open.
fn key_of(content: &str) -> Option<String> {
    let end = content.find(": ").or_else(|| content.strip_suffix(':').map(str::len))?;
    Some(unquoted(content.get(..end)?))
}

fn unquoted(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

/// Follows the braces and brackets of the line with the cursor.
fn flow(line: &str, path: &mut Vec<String>) -> What {
    let base = path.len();
    let mut word = String::new();
    // For each open bracket, whether it is a brace, and the length of the path outside it.
    let mut open: Vec<(bool, usize)> = Vec::new();
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(end), _) if character == end => quote = None,
            (Some(_), _) => word.push(character),
            (None, '"' | '\'') if word.trim().is_empty() => quote = Some(character),
            (None, ':') if characters.peek().is_none_or(|next| *next == ' ') => path.push(unquoted(&std::mem::take(&mut word))),
            (None, '{' | '[') if word.trim().is_empty() => {
                open.push((character == '{', path.len()));
                if character == '[' {
                    path.push("[]".to_owned());
                }
                word.clear();
            }
            (None, '}' | ']') if !open.is_empty() => {
                let length = open.pop().map_or(base, |(_, length)| length);
                path.truncate(length);
                // The key whose value ends here.
                if open.is_empty() {
                    path.truncate(base);
                } else {
                    path.pop();
                }
                word.clear();
            }
            (None, ',') => {
                if let Some((is_map, length)) = open.last() {
                    path.truncate(if *is_map { *length } else { length + 1 });
                    word.clear();
                }
            }
            (None, _) => word.push(character),
        }
    }
    let outside = open.last().map_or(base, |(is_map, length)| if *is_map { *length } else { length + 1 });
    let in_list =
        open.last().is_some_and(|(is_map, _)| !is_map) || (open.is_empty() && path.last().is_some_and(|last| last == "[]"));
    if path.len() > outside || in_list { What::Value } else { What::Key }
}
