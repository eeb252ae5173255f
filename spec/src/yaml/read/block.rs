use super::place::column;

/// Where the text of a block scalar ends. `from` is its first character, `to` where the library's range ends.
///
/// That range runs on to the next token, over blank lines and comments; the content is what is indented as deep as its first
/// line.
pub(super) fn end(source: &str, from: usize, to: usize) -> usize {
    let depth = column(source, from);
    let (mut at, mut end) = (from, from);
    for (number, line) in source.get(from..to).unwrap_or("").split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let blank = line.trim().is_empty();
        if number > 0 && !blank && indent < depth {
            break;
        }
        if !blank {
            end = at + line.trim_end().len();
        }
        at += line.len();
    }
    end
}
